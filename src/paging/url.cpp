#include "request/url.hpp"

#include "paging/end_rules.hpp"
#include "paging/follow_cursor.hpp"
#include "paging/strategy.hpp"
#include "request/next_url.hpp"

namespace creditkit {

/// The vendor writes the next request's URL, absolute or relative to the one that was asked.
/// Another origin would get the key: it is refused before a request is made of it.
Verdict judge_url(const PageFacts& facts) {
  Verdict verdict = follow_cursor(facts);
  if (verdict.step != Verdict::Step::go_on) {
    return verdict;
  }
  if (const char* const fault = resolve_same_origin(facts.url, facts.cursor.text)) {
    verdict = broken(fault);
    verdict.code = ErrorCode::origin;
  } else {
    remove_key(facts.plan, facts.cursor.text);
  }
  return verdict;
}

}  // namespace creditkit
