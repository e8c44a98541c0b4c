#include "paging/cursor.hpp"
#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// The vendor gives a cursor, any JSON value, and takes it back as it came.
Verdict judge_token(const PageFacts& facts) {
  const Verdict verdict = follow_cursor(facts);
  const bool changed = verdict.step == Verdict::Step::go_on && !facts.at.cursor.empty() &&
                       type_of_cursor(facts.at.cursor) != type_of_cursor(facts.cursor.text);
  return changed ? broken("the cursor has another type than the one before it") : verdict;
}

}  // namespace creditkit
