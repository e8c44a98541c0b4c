#include "subjects.hpp"

#include <array>
#include <deque>
#include <string_view>

#include "examples.hpp"
#include "files.hpp"
#include "provider/definition.hpp"
#include "require.hpp"

namespace fuzz {
namespace {

/// New ones go to the end, so that kept inputs keep their meaning.
constexpr std::array<std::string_view, 16> files{
    "providers/klaim.json",
    "providers/cloudreve.json",
    "providers/dodo.json",
    "providers/nebula.json",
    "providers/nametrust.json",
    "providers/stripe.json",
    "providers/digitalocean.json",
    "providers/chargebee.json",
    "providers/shopify.json",
    "providers/blink.json",
    "tests/core/provider/definitions/balance_forms.json",
    "tests/core/provider/definitions/body_token.json",
    "tests/core/provider/definitions/entry_forms.json",
    "tests/core/provider/definitions/form_page.json",
    "tests/core/provider/definitions/graphql_last_row.json",
    "tests/core/provider/definitions/url_header.json",
};

creditkit::Plan plan_of(std::string_view file) {
  const std::string definition = read_file(repository() / file);
  auto plan = compile_with_examples(definition);
  require(plan.has_value(), "a shipped definition compiles", std::string{file});
  return std::move(*plan);
}

std::vector<Subject> all_subjects() {
  static std::deque<creditkit::Plan> plans;  // a plan never moves: operations are referred to
  std::vector<Subject> found;
  for (const std::string_view file : files) {
    const creditkit::Plan& plan = plans.emplace_back(plan_of(file));
    for (const auto* const operation : plan.operations) {
      if (operation != nullptr) {
        found.push_back({.file = std::string{file}, .plan = &plan, .operation = operation});
      }
    }
  }
  return found;
}

}  // namespace

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = all_subjects();
  return all;
}

const std::vector<Subject>& history_subjects() {
  static const std::vector<Subject> histories = [] {
    std::vector<Subject> found;
    for (const Subject& subject : subjects()) {
      if (subject.operation->kind == creditkit::OperationKind::history) {
        found.push_back(subject);
      }
    }
    return found;
  }();
  return histories;
}

}  // namespace fuzz
