#pragma once

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "provider/definition.hpp"

namespace creditkit_test {

/// A fault that outlives the plan.
struct Fault {
  std::string pointer;
  std::string message;
};

/// All faults of a definition, or none.
inline std::vector<Fault> check_definition(std::string_view definition) {
  std::vector<Fault> faults;
  const auto compiled = creditkit::compile_definition(definition, {});
  for (const creditkit::DefinitionFault& fault : compiled.faults) {
    faults.push_back({std::string{fault.pointer}, std::string{fault.message}});
  }
  return faults;
}

/// The faults, a line each.
inline std::string listed(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    text += fault.pointer + ": " + fault.message + "\n";
  }
  return text;
}

/// For one call: `params` lie where it is written.
inline creditkit::Settings with(std::initializer_list<creditkit::ConstantText> params,
                                std::string_view base_url = "") {
  return {.base_url = base_url, .params = {params.begin(), params.size()}};
}

/// A list of a plan's, to compare and to keep.
template <typename T>
std::vector<T> copied(std::span<const T> list) {
  return {list.begin(), list.end()};
}

/// The plan of a definition that has no fault and fits its settings.
inline creditkit::Plan compiled(std::string_view definition,
                                const creditkit::Settings& settings = {}) {
  auto plan = creditkit::compile_definition(definition, settings);
  if (!plan) {
    FAIL(listed(check_definition(definition)) + (plan.refused ? plan.refused->message : ""));
  }
  return std::move(plan.plan);
}

/// A definition with one history operation: `request`, `paging` and `entry` as JSON texts.
inline std::string with_history(std::string_view request, std::string_view paging,
                                std::string_view entry = R"({"kind":"usage","amount":"/n"})",
                                std::string_view rows = R"("/data")") {
  std::string text = R"({"id":"acme","baseUrl":"https://example.com","operations":{"history":{)";
  text += R"("request":)" + std::string{request} + R"(,"rows":)" + std::string{rows};
  text += R"(,"paging":)" + std::string{paging} + R"(,"entry":)" + std::string{entry} + "}}}";
  return text;
}

}  // namespace creditkit_test
