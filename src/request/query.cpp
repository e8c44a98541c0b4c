#include "request/query.hpp"

#include <algorithm>

#include "json/text.hpp"
#include "provider/faults.hpp"
#include "provider/node.hpp"
#include "provider/parameter.hpp"
#include "request/failure.hpp"
#include "request/text_hash.hpp"

namespace creditkit {
namespace {

std::string text_of(const Scalar& value) {
  return std::string{value.type == Scalar::Type::boolean ? (value.truth ? "true" : "false")
                                                         : value.text};
}

std::expected<Scalar, Error> scalar_of(const ParameterRule& rule, const Node& given) {
  Scalar value{.type = Scalar::Type::null, .text = given.text, .truth = given.truth};
  switch (given.type) {
    case Node::Type::boolean:
      value.type = Scalar::Type::boolean;
      break;
    case Node::Type::number:
      value.type = Scalar::Type::number;
      break;
    case Node::Type::string:
      value.type = Scalar::Type::string;
      break;
    case Node::Type::null:
    case Node::Type::array:
    case Node::Type::object:
      break;
  }
  if (const auto wanted = misfit(rule, value)) {
    return failure(ErrorCode::parameter,
                   joined({"expected the parameter ", rule.name, " to be ", *wanted}), rule.name);
  }
  return value;
}

std::string known_names(std::span<const ParameterRule> rules) {
  std::string text;
  for (const ParameterRule& rule : rules) {
    text += text.empty() ? "" : ", ";
    text += rule.name;
  }
  return text.empty() ? "none" : text;
}

/// A name that no parameter has. The names that the walk itself sends get an answer of their own.
std::unexpected<Error> refuse_name(const Operation& operation, const std::string& name) {
  const PagingRule& paging = operation.paging;
  if (paging.size.to && paging.size.to->name == name) {
    return failure(ErrorCode::parameter,
                   joined({name, " is sent by the walk itself: use the option pageSize"}), name);
  }
  if (!paging.to.name.empty() && paging.to.name == name) {
    return failure(ErrorCode::parameter,
                   joined({name, " is sent by the walk itself: use the option resumeToken"}), name);
  }
  return failure(ErrorCode::parameter,
                 joined({"there is no parameter ", name,
                         "; known are: ", known_names(operation.request.parameters)}),
                 name);
}

std::expected<const Node*, Error> parse_query(std::string_view query_json, Arena& arena) {
  Faults faults{arena};
  const Node* const root = parse_definition(query_json.empty() ? "{}" : query_json, faults);
  if (root == nullptr || !faults.empty()) {
    const auto fault = faults.take().front();
    return failure(ErrorCode::parameter, joined({"the query cannot be read: ", fault.message}),
                   "query");
  }
  if (root->type != Node::Type::object) {
    return failure(ErrorCode::parameter, "expected the query to be an object", "query");
  }
  return root;
}

}  // namespace

std::string QueryValue::json() const {
  if (rule->type != ParameterRule::Type::string) {
    return text;
  }
  std::string out;
  append_json_string(out, text);
  return out;
}

std::expected<BoundQuery, Error> bind_query(const Operation& operation,
                                            std::string_view query_json) {
  Arena arena;
  const auto root = parse_query(query_json, arena);
  if (!root) {
    return std::unexpected(root.error());
  }
  const auto rules = operation.request.parameters;
  for (const Node* given = (*root)->first; given != nullptr; given = given->next) {
    if (!std::ranges::contains(rules, given->key, &ParameterRule::name)) {
      return refuse_name(operation, std::string{given->key});
    }
  }
  BoundQuery query;
  TextHash hash;
  for (const ParameterRule& rule : rules) {
    std::string text;
    if (const Node* const given = (*root)->find(rule.name); given != nullptr) {
      auto value = scalar_of(rule, *given);
      if (!value) {
        return std::unexpected(std::move(value).error());
      }
      text = text_of(*value);
    } else if (rule.has_fallback()) {
      text = text_of(rule.fallback);
    } else if (rule.required) {
      return failure(ErrorCode::parameter, joined({"the parameter ", rule.name, " is required"}),
                     rule.name);
    } else {
      continue;
    }
    hash.text(rule.name).text(text);
    query.values.push_back({.rule = &rule, .text = std::move(text)});
  }
  query.fingerprint = hash.value();
  return query;
}

}  // namespace creditkit
