// Walks a list whose vendor does what the input says, cuts the walk and resumes it anywhere: it
// ends, no row comes twice, and "complete" means that every row that was served has come.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/exact_body.hpp"
#include "support/bytes.hpp"
#include "support/examples.hpp"
#include "support/lists.hpp"
#include "support/page_rules.hpp"
#include "support/require.hpp"
#include "support/script.hpp"
#include "support/walk_rules.hpp"
#include "walk/resume_point.hpp"
#include "walk/walk.hpp"

namespace {

using namespace creditkit;

/// Where a list ends, the longest way to that end is through pages without rows, of which a walk
/// takes 1,000 in a row.
constexpr std::size_t most_answers = 2'500;
/// Enough to see that a walk goes on. What it does after 10,000 pages is tested in tests/core/walk.
constexpr std::uint32_t pages_of_endless_list = 24;

/// What the input says before the vendor's answers.
///
///   list │ options │ limit │ pages │ cuts │ answers …
struct Trip {
  std::size_t list = 0;
  WalkOptions options;
  bool endless = false;
  std::uint8_t cuts =
      0;  ///< 0: none; otherwise the walk is cut on every how-manyth page, at a row that changes

  explicit Trip(fuzz::Bytes& bytes) : list{bytes.below(fuzz::lists().size())} {
    const std::uint8_t flags = bytes.byte();
    options.include_raw = (flags & 1U) != 0;
    endless = (flags & 2U) != 0;
    options.limit = bytes.byte();
    options.max_pages = bytes.byte();
    cuts = bytes.byte() % 8U;
    if (endless && (options.max_pages == 0 || options.max_pages > pages_of_endless_list)) {
      options.max_pages = pages_of_endless_list;
    }
  }
};

/// Walks, and compares what comes with what was served.
class Traveller {
 public:
  Traveller(const Trip& trip, fuzz::Bytes& bytes)
      : trip_{&trip}, list_{&fuzz::lists()[trip.list]}, script_{*list_, bytes} {}

  void travel() {
    set_out("");
    while (fuzz::next_step(*walk_, list_->plan) == Walk::Step::request) {
      fuzz::require(++answers_ <= most_answers, "a walk ends");
      if (!take(script_.answer(trip_->endless))) {
        continue;
      }
      // A budget is each walk's own: only a walk that is left alone must end.
      const bool cuts = trip_->cuts != 0 && pages_ % trip_->cuts == 0 && !script_.ended();
      if (cuts && !cut()) {
        return;
      }
    }
    arrive();
  }

 private:
  /// False where the vendor gave a cursor that no request can carry: that ends any walk.
  bool set_out(std::string_view token) {
    const bool resumes = !token.empty();
    WalkOptions options = trip_->options;
    options.resume_token = token;
    auto opened = Walk::open(list_->plan, list_->operation(),
                             fuzz::example_query(list_->operation()), options);
    if (!opened && resumes && opened.error().code == ErrorCode::pagination) {
      return false;
    }
    fuzz::require(opened.has_value(), "a walk starts, and goes on from its own token",
                  opened ? std::string{} : opened.error().message);
    walk_ = std::move(*opened);
    return true;
  }

  bool take(const fuzz::Answer& answer) {
    const HttpRequest asked = walk_->request();
    std::vector<Header> headers;
    headers.reserve(answer.headers.size());
    for (const auto& [name, value] : answer.headers) {
      headers.push_back({.name = name, .value = value});
    }
    const testing::ExactBody body{answer.body};
    const auto taken =
        walk_->accept({.status = answer.status, .headers = headers, .body = body.view()});
    if (!taken) {
      fuzz::require_sound_failure(*walk_, taken.error(), asked);
      return false;
    }
    ++pages_;
    const Page& page = walk_->page();
    fuzz::require_sound_page(page, list_->operation(), trip_->options.include_raw);
    served_ids_ = answer.ids;
    served_.insert(answer.ids.begin(), answer.ids.end());
    const auto foreseen = walk_->predict(1);
    const Report report = walk_->report();
    keep(page);
    fuzz::require(report.entries + report.entries_before == yielded_count_,
                  "the report counts the rows that came");
    if (foreseen && trip_->cuts == 0 && walk_->next() == Walk::Step::request) {
      fuzz::require(walk_->request() == *foreseen, "the next request is the one foreseen");
    }
    return true;
  }

  void keep(const Page& page) {
    page_ids_ = fuzz::ids_of(page);
    for (const std::string& id : page_ids_) {
      fuzz::require(!id.empty(), "every row has an id");
      fuzz::require(yielded_.insert(id).second || forgotten_.contains(id), "no row comes twice",
                    id);
      order_.push_back(id);
    }
    yielded_count_ += page_ids_.size();
  }

  /// Leaves the walk inside its page, and goes on with another one. False where it cannot be gone
  /// on with.
  bool cut() {
    const std::size_t consumed = pages_ % (page_ids_.size() + 1);
    for (std::size_t row = consumed; row < page_ids_.size(); ++row) {
      yielded_.erase(page_ids_[row]);
      order_.pop_back();
      --yielded_count_;
    }
    // What lies behind was served, but will be served anew, or not.
    for (const std::string& id : served_ids_) {
      if (!yielded_.contains(id)) {
        served_.erase(id);
      }
    }
    if (order_.size() > most_carried_rows) {
      forgotten_.insert(order_.begin(), order_.end() - most_carried_rows);
    }
    std::string token = walk_->resume_token(consumed);
    walk_->end(EndedBy::abort);
    fuzz::require(!walk_->report().complete, "a walk that was left is not complete");
    if (token.empty()) {
      return false;
    }
    return set_out(token);
  }

  void arrive() const {
    const Report report = walk_->report();
    fuzz::require_sound_report(report);
    fuzz::require(trip_->options.limit == 0 || report.entries <= trip_->options.limit,
                  "no more rows come than were asked for");
    fuzz::require(trip_->options.max_pages == 0 || report.pages <= trip_->options.max_pages,
                  "no more pages are read than were asked for");
    if (!report.complete) {
      return;
    }
    fuzz::require(!report.total_claimed || *report.total_claimed == yielded_count_,
                  "a complete walk has as many rows as the vendor says");
    if (list_->has_ids) {
      fuzz::require(served_ == yielded_, "a complete walk has every row that was served");
    }
  }

  const Trip* trip_;
  const fuzz::List* list_;
  fuzz::Script script_;
  std::unique_ptr<Walk> walk_;
  std::set<std::string> served_;
  std::set<std::string> yielded_;
  std::vector<std::string> order_;       ///< in which rows were yielded
  std::set<std::string> forgotten_;      ///< too far back for a resume token
  std::vector<std::string> served_ids_;  ///< of the page at hand
  std::vector<std::string> page_ids_;    ///< of those, the ones that the walk yields
  std::size_t yielded_count_ = 0;
  std::size_t answers_ = 0;
  std::size_t pages_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes{data, size};
  const Trip trip{bytes};
  Traveller{trip, bytes}.travel();
  return 0;
}
