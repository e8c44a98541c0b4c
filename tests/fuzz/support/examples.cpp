#include "examples.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace fuzz {
namespace {

using creditkit::ParameterRule;
using nlohmann::json;

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string example_of(const json& parameter) {
  const auto allowed = parameter.find("enum");
  if (allowed != parameter.end() && allowed->is_array() && !allowed->empty()) {
    return text_of(allowed->front());
  }
  for (const char* const bound : {"minimum", "maximum"}) {
    if (parameter.contains(bound)) {
      return text_of(parameter[bound]);
    }
  }
  const std::string type = parameter.contains("type") ? text_of(parameter["type"]) : "string";
  return type == "boolean" ? "true" : type == "string" ? "example" : "1";
}

std::string example_of(const ParameterRule& rule) {
  if (!rule.allowed.empty()) {
    return std::string{rule.allowed.front().text};
  }
  if (rule.type == ParameterRule::Type::string) {
    return "example";
  }
  if (rule.type == ParameterRule::Type::boolean) {
    return "true";
  }
  const std::string_view bound = rule.minimum.empty() ? rule.maximum : rule.minimum;
  return bound.empty() ? "1" : std::string{bound};
}

}  // namespace

creditkit::Compiled compile_with_examples(const std::string& definition) {
  std::vector<std::pair<std::string, std::string>> texts;
  const json root = json::parse(definition, nullptr, false);
  if (root.is_object() && root.contains("params") && root["params"].is_object()) {
    for (const auto& [name, parameter] : root["params"].items()) {
      if (parameter.is_object() && parameter.contains("required")) {
        texts.emplace_back(name, example_of(parameter));
      }
    }
  }
  std::vector<creditkit::ConstantText> params;
  params.reserve(texts.size());
  for (const auto& [name, text] : texts) {
    params.push_back({.name = name, .text = text});
  }
  return creditkit::compile_definition(
      definition, {.base_url = "https://api.example.com/v1", .params = params});
}

std::string example_query(const creditkit::Operation& operation) {
  json query = json::object();
  for (const ParameterRule& rule : operation.request.parameters) {
    const std::string text = example_of(rule);
    query[rule.name] =
        rule.type == ParameterRule::Type::string ? json(text) : json::parse(text, nullptr, false);
  }
  return query.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace fuzz
