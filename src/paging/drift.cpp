#include "paging/drift.hpp"

#include <algorithm>

namespace creditkit {
namespace {

bool moved(const std::optional<std::uint64_t>& before, const std::optional<std::uint64_t>& now) {
  return before && now && *before != *now;
}

}  // namespace

Doubts drift_of(const PageFacts& facts) {
  using PagingKind = PagingRule::Kind;
  Doubts doubts;
  const Progress& before = facts.before;
  // A row that goes may shift those behind it to where the walk has been; a cursor may be a counted
  // position in disguise.
  if (before.total && facts.signals.total && *facts.signals.total < *before.total) {
    doubts.add(Doubt::total_moved);
  }
  // Positions that are counted shift too when a row comes.
  const bool counted = facts.rule.kind == PagingKind::page || facts.rule.kind == PagingKind::offset;
  if (counted && (moved(before.total, facts.signals.total) ||
                  moved(before.total_pages, facts.signals.total_pages))) {
    doubts.add(Doubt::total_moved);
  }
  // A page that was short was the last one when it was read: what filled it up since then was not
  // seen.
  if (facts.rule.kind == PagingKind::page && facts.rows > 0 && before.pages > 0 &&
      before.previous_page < std::max(before.largest_page, facts.rows)) {
    doubts.add(Doubt::short_page_inside);
  }
  return doubts;
}

}  // namespace creditkit
