#include "traveller.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "normalize/exact_body.hpp"

namespace simulation {
namespace {

using creditkit::ErrorCode;
using creditkit::Walk;

/// More answers than any list here has pages, with all its faults and cuts, and than a walk bears
/// without a new row.
constexpr std::uint64_t most_requests = 1'500;

std::string cell(const creditkit::Page& page, creditkit::TextColumn column, std::size_t row) {
  const auto& entries = page.entries;
  const auto& range = entries.text[(static_cast<std::size_t>(column) * entries.rows) + row];
  return entries.heap.substr(range.start, range.end - range.start);
}

class Traveller {
 public:
  Traveller(const World& world, const creditkit::Plan& plan, Vendor& vendor, const Habits& habits)
      : world_{world},
        plan_{plan},
        vendor_{vendor},
        habits_{habits},
        dice_{world.seed ^ 0xc0ffeeU} {}

  Trip travel() {
    std::string token;
    do {
      token = one_walk(token);
    } while (!token.empty() && trip_.violation.empty());
    return std::move(trip_);
  }

 private:
  /// Where to go on, or nothing: the trip is over.
  std::string one_walk(const std::string& token) {
    creditkit::WalkOptions options;
    options.limit = world_.limit;
    options.max_pages = world_.max_pages;
    options.page_size = token.empty() ? world_.asked : 0;
    options.resume_token = token;
    options.policy = habits_.policy;
    auto opened = Walk::open(plan_, *plan_.history(), R"({"account":"a/b"})", options);
    ++trip_.walks;
    if (!opened) {
      trip_.violation = "a walk does not open: " + opened.error().message;
      return {};
    }
    Walk& walk = **opened;
    Walk::Step step = walk.next();
    while (step == Walk::Step::request) {
      if (++trip_.requests > most_requests) {
        trip_.violation = "the walk does not end";
        return {};
      }
      if (!one_request(walk)) {
        return after_error(walk);
      }
      if (cut_here_) {
        cut_here_ = false;
        walk.end(creditkit::EndedBy::abort);
        return walk.resume_token(consumed_);
      }
      step = walk.next();
    }
    trip_.report = walk.report();
    if (step == Walk::Step::failed) {
      trip_.error = walk.error();
      return {};
    }
    return trip_.report.ended_by == creditkit::EndedBy::limit ? after_limit(walk) : "";
  }

  std::string after_limit(const Walk& walk) {
    std::string token = walk.resume_token(walk.page().entries.rows);
    trip_.gave_up = token.empty();
    return token;
  }

  /// A body that broke off is asked for again, once; everything else ends the trip.
  std::string after_error(Walk& walk) {
    trip_.report = walk.report();
    if (trip_.error && trip_.error->code == ErrorCode::format && !retried_) {
      retried_ = true;
      std::string token = walk.resume_token(0);
      trip_.error.reset();
      trip_.gave_up = token.empty();
      return token;
    }
    return {};
  }

  bool one_request(Walk& walk) {
    const Answer answer = vendor_.answer(walk.request());
    if (!vendor_.complaint().empty()) {
      trip_.violation = vendor_.complaint();
    }
    const std::array<creditkit::Header, 1> headers{{{answer.header_name, answer.header_value}}};
    const creditkit::testing::ExactBody body{answer.body};
    creditkit::Response response;
    response.status = answer.status;
    response.headers = std::span(headers).first(answer.header_name.empty() ? 0 : 1);
    response.body = body.view();
    if (auto taken = walk.accept(response); !taken) {
      if (taken.error().code == ErrorCode::api && refusals_++ < 3) {
        return true;  // next() gives the same request
      }
      trip_.error = taken.error();
      if (walk.page().entries.rows > 0) {
        trip_.violation = "a page that was refused has rows";
      }
      walk.end(creditkit::EndedBy::error);
      return false;
    }
    consume(walk);
    return true;
  }

  void consume(Walk& walk) {
    const creditkit::Page& page = walk.page();
    const std::size_t rows = page.entries.rows;
    consumed_ = rows;
    if (habits_.cuts && dice_.one_in(5)) {
      const std::size_t wanted = dice_.below(rows + 1);
      if (!walk.resume_token(wanted).empty()) {
        consumed_ = wanted;
        cut_here_ = true;
      }
    }
    Stage stage;
    stage.served = vendor_.served().serials;
    stage.total = vendor_.served().total;
    stage.more = vendor_.served().more;
    stage.asked = vendor_.served().asked;
    stage.answer = vendor_.answers();
    for (std::size_t i = 0; i < consumed_; ++i) {
      stage.notes.push_back(cell(page, creditkit::TextColumn::description, i));
      stage.ids.push_back(cell(page, creditkit::TextColumn::id, i));
    }
    stage.counts = !cut_here_ || consumed_ > 0 || rows == 0;
    stage.whole = consumed_ == rows && world_.limit == 0;
    trip_.stages.push_back(std::move(stage));
  }

  const World& world_;
  const creditkit::Plan& plan_;
  Vendor& vendor_;
  const Habits& habits_;
  Dice dice_;
  Trip trip_;
  std::size_t consumed_ = 0;
  bool cut_here_ = false;
  bool retried_ = false;
  int refusals_ = 0;
};

}  // namespace

Trip travel(const World& world, const creditkit::Plan& plan, Vendor& vendor, const Habits& habits) {
  return Traveller{world, plan, vendor, habits}.travel();
}

}  // namespace simulation
