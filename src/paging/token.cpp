#include "paging/cursor.hpp"
#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// The vendor gives a cursor, any JSON value, and takes it back as it came.
Verdict judge_token(const PageFacts& facts) {
  Verdict verdict = follow_cursor(facts);
  if (verdict.step != Verdict::Step::go_on || facts.at.cursor.empty()) {
    return verdict;
  }
  const auto sent = look_into_cursor(facts.at.cursor);
  const auto received = look_into_cursor(verdict.next.cursor);
  if (sent && received && sent->type != received->type) {
    return broken("the cursor has another type than the one before it");
  }
  return verdict;
}

}  // namespace creditkit
