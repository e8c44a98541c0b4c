#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "normalize/exact_body.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/synthetic_ids.hpp"
#include "provider/definition.hpp"
#include "vectors/page_json.hpp"
#include "vectors/vector.hpp"

namespace creditkit::vectors {

inline std::map<std::string, std::string, std::less<>> texts_of(const Json& object) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto& [name, value] : object.items()) {
    texts[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  return texts;
}

inline const Operation* operation_named(const Plan& plan, const std::string& name) {
  return name == "history"   ? plan.history()
         : name == "balance" ? plan.balance()
                             : plan.entitlements();
}

/// What the core makes of a vector: {"page": …} or {"error": …}.
inline Json outcome_of(const Vector& vector) {
  const Json& json = vector.json;
  Settings settings;
  // A definition without a base URL needs one from the caller; no request is made here.
  settings.base_url = "https://api.example.com";
  const auto client_params = texts_of(json.value("clientParams", Json::object()));
  std::vector<ConstantText> params;
  params.reserve(client_params.size());
  for (const auto& [name, text] : client_params) {
    params.push_back({.name = name, .text = text});
  }
  settings.params = params;
  const auto plan = compile_definition(definition_of(json), settings);
  if (!plan) {
    Json faults = Json::array();
    for (const DefinitionFault& fault : plan.faults) {
      faults.push_back(std::string{fault.pointer} + ": " + std::string{fault.message});
    }
    return {{"faults", faults}};
  }
  const Operation* const operation = operation_named(*plan, json.value("operation", "history"));
  if (operation == nullptr) {
    return {{"faults", {"the definition has no such operation"}}};
  }

  const testing::ExactBody body{body_of(json)};
  const auto header_texts = texts_of(json.value("headers", Json::object()));
  std::vector<Header> headers;
  headers.reserve(header_texts.size());
  for (const auto& [name, value] : header_texts) {
    headers.push_back({.name = name, .value = value});
  }
  const Response response{
      .status = json.value("status", 200), .headers = headers, .body = body.view()};
  const bool include_raw = json.value("includeRaw", false);
  BoundQuery query;
  const Failure refused =
      bind_query(*operation, json.value("params", Json::object()).dump(), query);
  REQUIRE(refused == nullptr);
  Normalizer normalizer{*operation, query};
  Page page;
  // Twice: the second time with the layout of the rows known, which must change nothing.
  for (int reading = 0; reading < 2; ++reading) {
    if (const auto read = normalizer.read(response, include_raw, page); !read) {
      return {{"error", json_of(read.error())}};
    }
  }
  std::map<std::uint64_t, std::uint64_t> occurrences;
  for (std::size_t row = 0; row < page.entries.rows; ++row) {
    if (page.entries.text[row] == null_cell) {
      write_synthetic_id(page, row, ++occurrences[page.row_hashes[row]]);
    }
  }
  return {{"page", json_of(page, std::string{plan->id}, include_raw)}};
}

}  // namespace creditkit::vectors
