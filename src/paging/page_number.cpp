#include "paging/end_rules.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// Pages are counted. A page without rows cannot be followed by one with rows, whatever the vendor
/// says.
Verdict judge_page_number(const PageFacts& facts) {
  const Ending ending = ending_of(facts);
  if (ending == Ending::reached) {
    return end_here(facts, true);
  }
  if (facts.rows == 0) {
    return says_more(facts) ? broken("the page has no rows, but says that rows follow")
                            : end_here(facts, false);
  }
  return go_on(ending, facts.at.number + 1);
}

}  // namespace creditkit
