#include "paging/cursor.hpp"
#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// The vendor gives a cursor, any JSON value, and takes it back as it came.
Verdict judge_token(const PageFacts& facts) {
  const Verdict verdict = follow_cursor(facts);
  if (verdict.step == Verdict::Step::go_on) {
    // None at the first page, where it is no JSON.
    const auto before = look_into_cursor(facts.at.cursor);
    if (before && before->type != look_into_cursor(facts.cursor.text)->type) {
      return broken("the cursor has another type than the one before it");
    }
  }
  return verdict;
}

}  // namespace creditkit
