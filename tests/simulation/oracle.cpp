#include "oracle.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace simulation {
namespace {

using creditkit::WarningCode;

class Oracle {
 public:
  Oracle(const World& world, const Vendor& vendor, const Trip& trip)
      : world_{world}, vendor_{vendor}, trip_{trip} {}

  Finding judge() {
    Finding finding;
    finding.violation = trip_.violation;
    for (auto check :
         {&Oracle::check_order, &Oracle::check_ids, &Oracle::check_repeats, &Oracle::check_dropped,
          &Oracle::check_guards, &Oracle::check_complete, &Oracle::check_honest}) {
      if (finding.violation.empty()) {
        finding.violation = (this->*check)();
      }
    }
    finding.verdict = trip_.error              ? Verdict::failed
                      : trip_.gave_up          ? Verdict::left
                      : !trip_.report.complete ? Verdict::incomplete
                      : forgiven_              ? Verdict::unseen
                                               : Verdict::complete;
    return finding;
  }

 private:
  [[nodiscard]] std::string note_of(std::uint64_t serial) const {
    return "n" + std::to_string(world_.equal_rows ? serial % 3 : serial);
  }

  [[nodiscard]] bool warns(WarningCode code) const { return trip_.report.doubts.has(code); }

  /// Rows come as the page has them, and none that it has not.
  std::string check_order() {
    for (const Stage& stage : trip_.stages) {
      auto served = stage.served.begin();
      for (const std::string& note : stage.notes) {
        served = std::find_if(served, stage.served.end(),
                              [&](std::uint64_t serial) { return note_of(serial) == note; });
        if (served == stage.served.end()) {
          return "a row out of order, or never served: " + note;
        }
        ++served;
      }
    }
    return {};
  }

  /// An id belongs to one row.
  std::string check_ids() {
    std::set<std::string> ids;
    for (const Stage& stage : trip_.stages) {
      for (const std::string& id : stage.ids) {
        if (!ids.insert(id).second && !warns(WarningCode::resumed_page_changed)) {
          return "two rows with the id " + id;
        }
      }
    }
    return {};
  }

  std::string check_repeats() {
    if (world_.equal_rows) {
      return {};
    }
    for (const Stage& stage : trip_.stages) {
      for (const std::string& note : stage.notes) {
        ++yielded_[note];
      }
    }
    const bool said =
        !world_.ids &&
        (trip_.error || trip_.gave_up || world_.follows_cursors() ||
         (warns(WarningCode::possible_overlap) || warns(WarningCode::resumed_page_changed)));
    for (const auto& [note, times] : yielded_) {
      if (times > 1 && !said) {
        return "a silent repeat of " + note;
      }
    }
    return {};
  }

  /// What is taken out of a page was yielded before.
  std::string check_dropped() {
    if (world_.equal_rows) {
      return {};
    }
    std::set<std::string> seen;
    for (const Stage& stage : trip_.stages) {
      seen.insert(stage.notes.begin(), stage.notes.end());
      for (const std::uint64_t serial : stage.served) {
        if (stage.whole && !seen.contains(note_of(serial))) {
          return "a row was taken out that was never yielded: " + note_of(serial);
        }
      }
    }
    return {};
  }

  /// What must end a walk, at once.
  std::string check_guards() {
    const bool asked_once = trip_.walks == 1 && world_.faults.truncated_at == 0;
    if (asked_once && !world_.constant_cursor && vendor_.asked_twice()) {
      return "a cursor was followed a second time";
    }
    if (trip_.walks == 1 && vendor_.retyped_was_followed()) {
      return "a cursor of another type was followed";
    }
    std::set<std::vector<std::uint64_t>> pages;
    for (const Stage& stage : trip_.stages) {
      const bool again = !stage.served.empty() && !pages.insert(stage.served).second;
      const bool in_new_words = world_.faults.repeated_in_new_words || world_.escapes_ids;
      if (again && trip_.walks == 1 && !in_new_words) {
        return "the walk took the same page twice";
      }
      if (world_.kind == PagingKind::page && stage.served.empty() && stage.more == true) {
        return "a page without rows that says that rows follow was taken";
      }
    }
    return {};
  }

  std::string check_complete() {
    if (!trip_.report.complete || world_.equal_rows) {
      return {};
    }
    if (trip_.error || !trip_.report.doubts.none()) {
      return "complete, and yet there is an error or a warning";
    }
    for (const Stage& stage : trip_.stages) {
      for (const std::uint64_t serial : stage.served) {
        if (stage.counts && stayed(serial) && !yielded_.contains(note_of(serial))) {
          return "complete, but a row that was served is missing: " + note_of(serial);
        }
      }
    }
    if (trip_.stages.back().more == true) {
      return "complete, but the vendor says that rows follow";
    }
    if (const auto total = last_total(); total && *total != rows_yielded()) {
      return "complete, but the vendor's total is " + std::to_string(*total) + " and " +
             std::to_string(rows_yielded()) + " rows were yielded";
    }
    for (const Row& row : vendor_.list()) {
      if (row.was_there_at_the_start && !yielded_.contains(note_of(row.serial))) {
        forgiven_ = true;
        if (!no_client_can_see()) {
          return "complete, but a row that stayed is missing: " + note_of(row.serial);
        }
      }
    }
    return {};
  }

  [[nodiscard]] std::uint64_t rows_yielded() const {
    std::uint64_t rows = 0;
    for (const auto& [note, times] : yielded_) {
      rows += times;
    }
    return rows;
  }

  [[nodiscard]] bool stayed(std::uint64_t serial) const {
    return std::ranges::contains(vendor_.list(), serial, &Row::serial);
  }

  /// A total of 0 on a page without rows, past the end, is no statement.
  [[nodiscard]] bool states_total(const Stage& stage) const {
    return stage.total && (*stage.total > 0 || !stage.served.empty() || yielded_.empty());
  }

  [[nodiscard]] std::optional<std::uint64_t> last_total() const {
    std::optional<std::uint64_t> total;
    for (const Stage& stage : trip_.stages) {
      if (states_total(stage)) {
        total = stage.total;
      }
    }
    return total;
  }

  [[nodiscard]] bool no_client_can_see() const {
    // Rows without ids came again behind a cursor, in place of others: they look like more rows.
    if (!world_.ids && world_.follows_cursors() && rows_yielded() > yielded_.size()) {
      return true;
    }
    // Rows went, others moved up to where the walk had been, and no total showed it.
    if (vendor_.rows_went() && !total_fell()) {
      return true;
    }
    // Rows were left out of a page, and no other page was larger: that many seem to be a page here.
    // Behind a cursor a page may have any number of rows.
    if (vendor_.rows_were_held_back() && (world_.follows_cursors() || !a_page_was_larger())) {
      return true;
    }
    // A page that was not consumed came without rows when it was asked for again, and its cursor,
    // one that was given before, led on behind them.
    const auto skips = [this](const Stage& cut, const Stage& again) {
      return !cut.counts && !cut.served.empty() && again.served.empty() &&
             again.answer == world_.faults.cycle_at;
    };
    if (std::ranges::adjacent_find(trip_.stages, skips) != trip_.stages.end()) {
      return true;
    }
    // The vendor sent fewer rows than it was asked for, and said that there are no more than those:
    // two statements, both wrong.
    const auto first = std::ranges::find_if(
        trip_.stages, [](const Stage& stage) { return !stage.served.empty(); });
    return first != trip_.stages.end() && first->served.size() < first->asked &&
           first->total == first->served.size();
  }

  [[nodiscard]] bool a_page_was_larger() const {
    const auto held_back = std::ranges::find(trip_.stages, vendor_.held_back_at(), &Stage::answer);
    const auto larger = [&](const Stage& stage) {
      return stage.served.size() > held_back->served.size();
    };
    // The last page may be as short as it likes.
    return held_back != trip_.stages.end() && !is_last_with_rows(held_back) &&
           std::ranges::any_of(trip_.stages, larger);
  }

  [[nodiscard]] bool is_last_with_rows(std::vector<Stage>::const_iterator stage) const {
    return std::all_of(stage + 1, trip_.stages.end(),
                       [](const Stage& later) { return later.served.empty(); });
  }

  [[nodiscard]] bool total_fell() const {
    std::optional<std::uint64_t> before;
    for (const Stage& stage : trip_.stages) {
      if (!states_total(stage)) {
        continue;
      }
      if (before && *stage.total < *before) {
        return true;
      }
      before = stage.total;
    }
    return false;
  }

  /// Where the vendor keeps its word, nothing is wrong, and nothing is doubted.
  std::string check_honest() {
    if (!world_.honest() || trip_.gave_up) {
      return {};
    }
    if (world_.equal_rows) {
      return check_honest_equals();
    }
    if (trip_.error) {
      return "an honest vendor, and yet: " + trip_.error->message;
    }
    if (!trip_.report.complete) {
      return "an honest vendor, and yet not complete: " +
             std::string(trip_.report.doubts.none()
                             ? "no warning"
                             : name_of(trip_.report.warnings().front().code));
    }
    return yielded_.size() == world_.rows ? "" : "an honest vendor, and yet rows are missing";
  }

  /// Equal rows on two counted pages may be one row, which is a doubt; behind a cursor they are
  /// two. Pages whose rows are all equal look like a loop everywhere.
  [[nodiscard]] std::string check_honest_equals() const {
    const bool looks_like_loop = trip_.error && trip_.error->code == creditkit::ErrorCode::loop;
    if (!world_.follows_cursors() || looks_like_loop) {
      return {};
    }
    if (trip_.error) {
      return "an honest vendor with equal rows, and yet: " + trip_.error->message;
    }
    if (!trip_.report.complete) {
      return "an honest vendor with equal rows behind cursors, and yet not complete";
    }
    std::uint64_t rows = 0;
    for (const Stage& stage : trip_.stages) {
      rows += stage.notes.size();
    }
    return rows == world_.rows ? "" : "an honest vendor with equal rows, and yet some are missing";
  }

  const World& world_;
  const Vendor& vendor_;
  const Trip& trip_;
  std::map<std::string, std::uint64_t> yielded_;
  bool forgiven_ = false;
};

}  // namespace

Finding judge(const World& world, const Vendor& vendor, const Trip& trip) {
  return Oracle{world, vendor, trip}.judge();
}

std::string compare(const Trip& cut, const Trip& whole) {
  const auto ids = [](const Trip& trip) {
    std::vector<std::string> all;
    for (const Stage& stage : trip.stages) {
      all.insert(all.end(), stage.ids.begin(), stage.ids.end());
    }
    return all;
  };
  if (cut.gave_up || whole.gave_up) {
    return {};
  }
  if (cut.error.has_value() != whole.error.has_value() ||
      (cut.error && cut.error->code != whole.error->code)) {
    return "cut and resumed, the walk ends in another error";
  }
  if (ids(cut) != ids(whole)) {
    return "cut and resumed, the walk yields other rows or ids";
  }
  if (cut.report.complete != whole.report.complete) {
    return "cut and resumed, the walk is complete in one way only";
  }
  return {};
}

}  // namespace simulation
