#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// A member of the last row is the cursor: a page without rows has none.
Verdict judge_last_row(const PageFacts& facts) {
  if (facts.rows == 0 && says_more(facts)) {
    return broken("the page has no rows, but says that rows follow");
  }
  if (facts.rows == 0 && ending_of(facts) != Ending::reached) {
    return end_here(facts, false);
  }
  return follow_cursor(facts);
}

}  // namespace creditkit
