#include "paging/end_rules.hpp"
#include "paging/strategy.hpp"

namespace creditkit {

/// One response is the whole list.
Verdict judge_none(const PageFacts& facts) { return end_here(facts, true); }

}  // namespace creditkit
