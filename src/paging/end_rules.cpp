#include "paging/end_rules.hpp"

#include <algorithm>

/// Theory of operation
///
/// A vendor can say in many ways that a list ends. Some are statements about this very page (no
/// cursor, a flag, the number of the last page): they are believed. Others are conclusions from
/// counts (a total, a short page): a vendor may count wrongly, move on while it counts, or send
/// fewer rows than it was asked for. So a count alone never ends a walk: where nothing else agrees
/// with it, one more request confirms it, and a statement that rows follow outweighs it.
namespace creditkit {
namespace {

using Form = CursorFact::Form;

/// The vendor's count of rows, as this page or the last one that had it states it.
std::optional<std::uint64_t> known_total(const PageFacts& facts) {
  return facts.signals.total ? facts.signals.total : facts.before.total;
}

/// The same of its pages.
std::optional<std::uint64_t> known_total_pages(const PageFacts& facts) {
  return facts.signals.total_pages ? facts.signals.total_pages : facts.before.total_pages;
}

/// How many pages of a page-number list there are up to this one.
std::uint64_t pages_so_far(const PageFacts& facts) {
  return facts.at.number - facts.rule.first + 1;
}

bool first_with_rows(const PageFacts& facts) { return facts.before.largest_page == 0; }

/// Fewer rows than a page of this list can hold, as far as is known: the vendor may send fewer than
/// it was asked for, always, so later pages are measured by those before.
bool is_short(const PageFacts& facts) {
  return facts.rows < (first_with_rows(facts) ? facts.asked : facts.before.largest_page);
}

/// What the vendor says of this very page.
bool is_stated(const PageFacts& facts) {
  const EndRules& end = facts.rule.end;
  const auto& total_pages = facts.signals.total_pages;
  return (end.has(EndRule::cursor_absent) && facts.cursor.form == Form::absent) ||
         (end.has(EndRule::cursor_null) && facts.cursor.form == Form::null) ||
         (end.has(EndRule::cursor_empty) && facts.cursor.form == Form::empty) ||
         (end.has(EndRule::flag_false) && facts.signals.more == false) ||
         (end.has(EndRule::last_page_reached) && total_pages &&
          pages_so_far(facts) >= *total_pages);
}

Ending by_total(const PageFacts& facts) {
  const auto total = known_total(facts);
  if (!total || facts.rows_so_far < *total) {
    return Ending::none;
  }
  // A short page agrees with the total; a full one does not, for the total may be too small.
  const bool agreed = facts.rows == 0 || is_short(facts);
  return agreed || !facts.policy.total_is_confirmed ? Ending::reached : Ending::unconfirmed;
}

Ending by_size(const PageFacts& facts) {
  if (!is_short(facts)) {
    return Ending::none;
  }
  // The vendor may cap the size: what "short" is, the first page cannot tell.
  return first_with_rows(facts) && facts.rows > 0 ? Ending::unconfirmed : Ending::reached;
}

bool wrong_page_count(const PageFacts& facts) {
  const auto stated = known_total_pages(facts);
  if (facts.rule.kind != PagingRule::Kind::page || !stated) {
    return false;
  }
  const std::uint64_t pages = pages_with_rows(facts);
  // Of a list without rows some say that it has no page, and some that it has one.
  return *stated != pages && (pages != 0 || *stated > 1);
}

}  // namespace

std::uint64_t pages_with_rows(const PageFacts& facts) {
  return pages_so_far(facts) - (facts.rows == 0 ? 1 : 0);
}

bool says_more(const PageFacts& facts) {
  if (facts.signals.more) {
    return *facts.signals.more;
  }
  return facts.rule.kind == PagingRule::Kind::page && facts.signals.total_pages &&
         pages_so_far(facts) < *facts.signals.total_pages;
}

Ending ending_of(const PageFacts& facts) {
  if (!facts.policy.empty_page_goes_on && facts.rows == 0) {
    return Ending::reached;
  }
  const EndRules& end = facts.rule.end;
  if (is_stated(facts)) {
    return Ending::reached;
  }
  if (says_more(facts)) {
    return Ending::none;
  }
  if (end.has(EndRule::empty_page) && facts.rows == 0) {
    return Ending::reached;
  }
  return std::max(end.has(EndRule::total_reached) ? by_total(facts) : Ending::none,
                  end.has(EndRule::short_page) ? by_size(facts) : Ending::none);
}

Verdict end_here(const PageFacts& facts, bool proven) {
  Verdict verdict{.proven = proven};
  if (!proven) {
    verdict.doubts.add(Doubt::end_unproven);
  }
  if (facts.signals.more == true || wrong_page_count(facts)) {
    verdict.doubts.add(Doubt::signals_disagree);
  }
  const auto total = known_total(facts);
  if (total && facts.rows_so_far != *total) {
    verdict.doubts.add(Doubt::total_mismatch);
  }
  return verdict;
}

Verdict broken(const char* fault) { return {.step = Verdict::Step::broken, .fault = fault}; }

Verdict go_on(Ending ending, std::uint64_t next_number) {
  return {.step = Verdict::Step::go_on,
          .next_number = next_number,
          .confirming = ending == Ending::unconfirmed};
}

}  // namespace creditkit
