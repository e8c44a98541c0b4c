#include "walk_rules.hpp"

#include "request_rules.hpp"
#include "require.hpp"
#include "utf8.hpp"

namespace fuzz {

using creditkit::EndedBy;
using creditkit::ErrorCode;
using creditkit::Walk;

Walk::Step next_step(Walk& walk, const creditkit::Plan& plan) {
  const Walk::Step step = walk.next();
  require(walk.next() == step, "next() says the same again");
  if (step == Walk::Step::request) {
    require_sound_request(walk.request(), plan);
  } else {
    require(walk.report().ended_by.has_value(), "a walk that is over says by what");
  }
  if (step == Walk::Step::failed) {
    require(!walk.error().message.empty() && is_utf8(walk.error().message),
            "a failed walk says why");
    require(walk.report().ended_by == EndedBy::error && !walk.report().complete,
            "a failed walk is not complete");
  }
  return step;
}

void require_sound_report(const creditkit::Report& report) {
  require(!report.complete || (report.ended_by == EndedBy::end && report.doubts.none()),
          "a complete walk ended at the end, without a warning");
}

void require_sound_failure(Walk& walk, const creditkit::Error& error,
                           const creditkit::HttpRequest& asked) {
  require(!error.message.empty() && is_utf8(error.message), "an error has a message");
  require(walk.page().entries.rows == 0 || error.code == ErrorCode::api,
          "a failure yields no rows");
  if (error.code == ErrorCode::api) {
    require(walk.next() == Walk::Step::request && walk.request() == asked,
            "after a refusal the walk asks the same again");
  } else {
    require(walk.next() == Walk::Step::failed, "any other error ends the walk", error.message);
  }
}

}  // namespace fuzz
