#include "request/query.hpp"

#include <algorithm>
#include <array>

#include "json/text.hpp"
#include "provider/faults.hpp"
#include "provider/node.hpp"
#include "request/hash.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

using Type = ParameterRule::Type;

constexpr std::array<std::string_view, 4> expected_types{"a string", "an integer", "a number",
                                                         "a boolean"};
constexpr std::array<std::string_view, 6> found_types{"null",     "a boolean", "a number",
                                                      "a string", "an array",  "an object"};

std::unexpected<Error> refuse(std::string_view parameter, std::string message) {
  return std::unexpected(Error{.code = ErrorCode::parameter,
                               .message = std::move(message),
                               .parameter = std::string(parameter)});
}

/// `"a", "b" or "c"`, so that a typo is mended without looking elsewhere.
std::string listed(const std::vector<std::string>& words, std::string_view none) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : (i + 1 == words.size() ? " or " : ", ");
    text += words[i];
  }
  return text.empty() ? std::string(none) : text;
}

std::string shown(const Scalar& value) {
  using enum Scalar::Type;
  switch (value.type) {
    case null:
      return "null";
    case boolean:
      return value.truth ? "true" : "false";
    case number:
      return value.text;
    case string:
      return joined({"\"", value.text, "\""});
  }
  return {};
}

bool is_integer(std::string_view text) {
  text.remove_prefix(text.starts_with('-') ? 1 : 0);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool fits_type(Type type, const Node& value) {
  switch (type) {
    case Type::string:
      return value.type == Node::Type::string;
    case Type::integer:
      return value.type == Node::Type::number && is_integer(value.text);
    case Type::number:
      return value.type == Node::Type::number;
    case Type::boolean:
      return value.type == Node::Type::boolean;
  }
  return false;
}

/// Exact order of two numbers' texts; nothing where one has more than 38 digits.
std::optional<std::strong_ordering> order(std::string_view left, std::string_view right) {
  const auto a = Decimal::parse(left);
  const auto b = Decimal::parse(right);
  return a && b ? std::optional(compare(*a, *b)) : std::nullopt;
}

bool equals(const Scalar& allowed, const Node& value) {
  if (value.type == Node::Type::number && allowed.type == Scalar::Type::number) {
    return order(allowed.text, value.text) == std::strong_ordering::equal;
  }
  if (value.type == Node::Type::boolean && allowed.type == Scalar::Type::boolean) {
    return allowed.truth == value.truth;
  }
  return value.type == Node::Type::string && allowed.type == Scalar::Type::string &&
         allowed.text == value.text;
}

std::expected<void, Error> check_range(const ParameterRule& rule, const std::string& text) {
  if (rule.minimum) {
    const auto ordered = order(text, *rule.minimum);
    if (!ordered || *ordered < 0) {
      return refuse(rule.name, joined({"expected ", rule.name, " to be at least ", *rule.minimum}));
    }
  }
  if (rule.maximum) {
    const auto ordered = order(text, *rule.maximum);
    if (!ordered || *ordered > 0) {
      return refuse(rule.name, joined({"expected ", rule.name, " to be at most ", *rule.maximum}));
    }
  }
  return {};
}

std::expected<std::string, Error> check_value(const ParameterRule& rule, const Node& value) {
  if (!fits_type(rule.type, value)) {
    const auto found = value.type == Node::Type::number && rule.type == Type::integer
                           ? std::string_view("a number that is none")
                           : found_types.at(static_cast<std::size_t>(value.type));
    return refuse(rule.name, joined({"expected ", rule.name, " to be ",
                                     expected_types.at(static_cast<std::size_t>(rule.type)),
                                     ", found ", found}));
  }
  if (!rule.allowed.empty() &&
      std::ranges::none_of(rule.allowed, [&](const Scalar& s) { return equals(s, value); })) {
    std::vector<std::string> words;
    std::ranges::transform(rule.allowed, std::back_inserter(words), shown);
    return refuse(rule.name, joined({"expected ", rule.name, " to be ", listed(words, "nothing")}));
  }
  if (value.type == Node::Type::number) {
    if (auto in_range = check_range(rule, value.text); !in_range) {
      return std::unexpected(std::move(in_range).error());
    }
  }
  return value.type == Node::Type::boolean ? std::string(value.truth ? "true" : "false")
                                           : value.text;
}

/// A name that no parameter has. The names that the walk itself sends get an answer of their own.
std::unexpected<Error> refuse_name(const Operation& operation, const std::string& name) {
  const PagingRule& paging = operation.paging;
  if (paging.size.to && paging.size.to->name == name) {
    return refuse(name, joined({name, " is sent by the walk: use the option pageSize"}));
  }
  if (paging.kind != PagingRule::Kind::none && !paging.to.name.empty() && paging.to.name == name) {
    return refuse(name, joined({name, " is sent by the walk: a resume token goes on elsewhere"}));
  }
  std::vector<std::string> words;
  for (const ParameterRule& rule : operation.request.parameters) {
    words.push_back(rule.name);
  }
  return refuse(name, joined({"no parameter is called ", name, "; expected ",
                              listed(words, "no parameters at all")}));
}

std::expected<std::unique_ptr<Node>, Error> parse_object(std::string_view query_json) {
  Faults faults;
  auto root = parse_definition(query_json.empty() ? "{}" : query_json, faults);
  if (root == nullptr || !faults.empty()) {
    const auto fault = faults.take().front();
    return refuse("query", joined({"the query cannot be read: ", fault.message,
                                   fault.pointer.empty() ? "" : " at ", fault.pointer}));
  }
  if (root->type != Node::Type::object) {
    return refuse("query", joined({"expected the query to be an object, found ",
                                   found_types.at(static_cast<std::size_t>(root->type))}));
  }
  return root;
}

}  // namespace

std::string BoundParameter::json() const {
  if (rule->type != Type::string) {
    return text;
  }
  std::string out;
  append_json_string(out, text);
  return out;
}

std::expected<BoundQuery, Error> bind_query(const Operation& operation,
                                            std::string_view query_json) {
  const auto root = parse_object(query_json);
  if (!root) {
    return std::unexpected(root.error());
  }
  const auto& rules = operation.request.parameters;
  for (const Node& given : (*root)->items) {
    if (std::ranges::find(rules, given.key, &ParameterRule::name) == rules.end()) {
      return refuse_name(operation, given.key);
    }
  }
  BoundQuery query;
  Hash hash;
  for (const ParameterRule& rule : rules) {
    BoundParameter bound{.rule = &rule, .text = {}};
    if (const Node* const given = (*root)->find(rule.name); given != nullptr) {
      auto text = check_value(rule, *given);
      if (!text) {
        return std::unexpected(std::move(text).error());
      }
      bound.text = std::move(*text);
    } else if (rule.fallback) {
      bound.text = rule.fallback->type == Scalar::Type::boolean
                       ? std::string(rule.fallback->truth ? "true" : "false")
                       : rule.fallback->text;
    } else if (rule.required) {
      return refuse(rule.name, joined({"the parameter ", rule.name, " is required"}));
    } else {
      continue;
    }
    hash.text(rule.name).text(bound.text);
    query.parameters.push_back(std::move(bound));
  }
  query.fingerprint = hash.value();
  return query;
}

}  // namespace creditkit
