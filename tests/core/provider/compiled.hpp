#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "provider/definition.hpp"

namespace creditkit_test {

/// The faults, a line each.
inline std::string listed(const std::vector<creditkit::DefinitionFault>& faults) {
  std::string text;
  for (const auto& fault : faults) {
    text += fault.pointer + ": " + fault.message + "\n";
  }
  return text;
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
    const auto& parameter = plan.error().parameter;
    FAIL(listed(plan.error().faults) + (parameter ? parameter->message : ""));
  }
  return *std::move(plan);
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
