#include "paging/cursor.hpp"
#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// The vendor gives a cursor, any JSON value, and takes it back as it came.
Verdict judge_token(const PageFacts& facts) {
  Verdict verdict = follow_cursor(facts);
  const CursorLook before = look_into_cursor(facts.at.cursor);
  // At the first page there is none, which is no JSON.
  if (verdict.step == Verdict::Step::go_on && before.form != CursorLook::Form::unreadable &&
      before.type != facts.cursor.type) {
    verdict = broken("the cursor has another type than the one before it");
  }
  return verdict;
}

}  // namespace creditkit
