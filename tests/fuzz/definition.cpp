// Compiles definitions as anybody may write them: faults point into the text, and what has none can
// be walked.
#include "provider/definition.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "json/reader.hpp"
#include "normalize/exact_body.hpp"
#include "support/examples.hpp"
#include "support/json_oracle.hpp"
#include "support/libfuzzer_json.hpp"
#include "support/page_rules.hpp"
#include "support/request_rules.hpp"
#include "support/require.hpp"
#include "support/utf8.hpp"
#include "walk/walk.hpp"

namespace {

using namespace creditkit;

/// The core's own bound (docs/definitions.md); a list this long is cut.
constexpr std::size_t most_faults = 1'000;

/// `can_be_followed`: the oracle reads the text, and a pointer leads to one place in it.
void require_sound(const DefinitionFault& fault, const std::string& text, bool can_be_followed) {
  const std::string pointer{fault.pointer};
  fuzz::require(!fault.message.empty() && fuzz::is_utf8(fault.message), "a fault has a message");
  fuzz::require(fuzz::is_pointer(pointer), "a fault's place is a JSON Pointer", pointer);
  fuzz::require(fuzz::is_utf8(pointer), "a fault's place is UTF-8");
  if (!can_be_followed) {
    return;
  }
  // The member at fault, or where it is missing the object that should have it.
  const std::string owner = pointer.substr(0, pointer.rfind('/'));
  const bool stands = fuzz::follow_pointer(text, pointer) == fuzz::PointerVerdict::leads_to_value;
  fuzz::require(stands || fuzz::follow_pointer(text, owner) == fuzz::PointerVerdict::leads_to_value,
                "a fault is about a member of the text, or one that it lacks",
                pointer + ": " + std::string{fault.message});
}

bool same_faults(std::span<const DefinitionFault> left, std::span<const DefinitionFault> right) {
  return std::ranges::equal(left, right, [](const auto& one, const auto& other) {
    return one.pointer == other.pointer && one.message == other.message;
  });
}

/// Whatever a vendor answers, the walk says what it wants next, and ends.
void walk(const Plan& plan, const Operation& operation) {
  auto opened = Walk::open(plan, operation, fuzz::example_query(operation), {});
  if (!opened) {
    fuzz::require(opened.error().code == ErrorCode::parameter,
                  "only a parameter stops a first request", opened.error().message);
    return;
  }
  Walk& walk = **opened;
  for (const std::string_view body :
       {"{}", "[]", "null", R"({"data":[],"rows":[{"id":1}]})", R"([{"id":"a","amount":1}])"}) {
    if (walk.next() != Walk::Step::request) {
      break;
    }
    fuzz::require_sound_request(walk.request(), plan);
    if (walk.accept({.status = 200, .headers = {}, .body = testing::ExactBody{body}.view()})) {
      fuzz::require_sound_page(walk.page(), operation, false);
    }
  }
  const Report report = walk.report();
  fuzz::require(!report.complete || report.ended_by == EndedBy::end,
                "a walk is complete at its end");
}

void require_sound(const Plan& plan) {
  fuzz::require(!plan.id.empty(), "a plan has an id");
  fuzz::require(plan.history() || plan.balance() || plan.entitlements(), "a plan can do something");
  for (const auto* const operation : plan.operations) {
    if (operation != nullptr) {
      walk(plan, *operation);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(data), size};
  const auto checked = compile_definition(text, {});
  const auto faults = checked.faults;
  const fuzz::JsonVerdict verdict = fuzz::judge_json(text);
  fuzz::require_same_verdict(text);
  fuzz::require(!check_json(text) || !faults.empty(), "what is no JSON is no definition");
  fuzz::require(!verdict.repeats_a_name || !faults.empty(), "no name stands twice in an object");
  fuzz::require(faults.size() <= most_faults, "a list of faults has an end");
  const bool can_be_followed = verdict.accepted && !text.contains('\0') && !verdict.repeats_a_name;
  for (const DefinitionFault& fault : faults) {
    require_sound(fault, text, can_be_followed);
  }

  const auto plan = fuzz::compile_with_examples(text);
  if (!plan) {
    fuzz::require(same_faults(plan.faults, faults), "compiling and checking find the same faults");
    fuzz::require(!faults.empty() || plan.refused != nullptr,
                  "there is a plan where nothing is wrong");
    return 0;
  }
  fuzz::require(faults.empty(), "there is no plan where something is wrong");
  const auto again = fuzz::compile_with_examples(text);
  fuzz::require(again && again->fingerprint == plan->fingerprint,
                "a definition has one fingerprint");
  require_sound(*plan);
  return 0;
}
