#include "paging/end_rules.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// Rows are counted. The next offset follows from the rows that came, not from those that were
/// asked for: a vendor may send more or fewer. A page without rows ends the list, for the next
/// offset would be the same.
Verdict judge_offset(const PageFacts& facts) {
  const Ending ending = ending_of(facts);
  if (ending == Ending::reached || facts.rows == 0) {
    return end_here(facts, true);
  }
  return go_on(ending, facts.at.number + facts.rows);
}

}  // namespace creditkit
