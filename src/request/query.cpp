#include "request/query.hpp"

#include <string>

#include "provider/faults.hpp"
#include "provider/node.hpp"
#include "provider/parameter.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

/// A name that no parameter has. The names that the walk itself sends get an answer of their own.
Failure refuse_name(const Operation& operation, std::string_view name) {
  const PagingRule& paging = operation.paging;
  const bool is_size = paging.size.to != nullptr && paging.size.to->name == name;
  if (is_size || (!paging.to.name.empty() && paging.to.name == name)) {
    return parameter_failure("@ is sent by the walk itself: use the option @", name,
                             is_size ? "pageSize" : "resumeToken");
  }
  std::string known;
  for (const ParameterRule& rule : operation.request.parameters) {
    known += known.empty() ? "" : ", ";
    known += rule.name;
  }
  return parameter_failure("there is no parameter @; known are: @", name,
                           known.empty() ? std::string_view{"none"} : known);
}

}  // namespace

Failure bind_query(const Operation& operation, std::string_view query_json, BoundQuery& query) {
  Arena arena;
  Faults faults{arena};
  const Node* const root = parse_definition(query_json.empty() ? "{}" : query_json, faults);
  const bool sound = faults.list().empty();
  if (!sound || root->type != TokenType::object) {
    return parameter_failure("the @ cannot be read: @", "query",
                             sound ? "expected an object" : faults.list().front().message);
  }
  const auto rules = operation.request.parameters;
  for (const Node* given = root->first; given != nullptr; given = given->next) {
    if (parameter_named(given->key, operation.request) == nullptr) {
      return refuse_name(operation, given->key);
    }
  }
  TextHash hash;
  for (const ParameterRule& rule : rules) {
    const Node* const given = root->find(rule.name);
    if (given != nullptr ? !fits(rule, given->scalar()) : rule.required) {
      return parameter_failure(
          given != nullptr ? "expected the parameter @ to be @" : "the parameter @ is required",
          rule.name, wanted(rule));
    }
    const std::string_view text = given != nullptr ? given->text : rule.fallback.text;
    if (text.data() != nullptr) {
      hash.text(rule.name).text(text);
      query.values.push_back({.rule = &rule, .text = query.memory.text(text)});
    }
  }
  query.fingerprint = hash.value();
  return nullptr;
}

}  // namespace creditkit
