#include <algorithm>
#include <array>
#include <utility>

#include "json/pointer.hpp"
#include "provider/grammar.hpp"
#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;
using Place = Target::Place;

/// Far above any vendor's list; bounds the search for two parameters that go to one place.
constexpr std::size_t most_parameters = 200;

constexpr std::array type_words{
    word("string", ParameterRule::Type::string),
    word("integer", ParameterRule::Type::integer),
    word("number", ParameterRule::Type::number),
    word("boolean", ParameterRule::Type::boolean),
};

constexpr std::array place_words{
    word("path", Place::path), word("query", Place::query),         word("body", Place::body),
    word("form", Place::form), word("variables", Place::variables), word("header", Place::header),
};

constexpr std::array members{"in"sv,      "as"sv,      "type"sv,    "required"sv,   "enum"sv,
                             "minimum"sv, "maximum"sv, "default"sv, "description"sv};
/// The same without "in" and "as".
constexpr std::span client_members = std::span{members}.subspan(2);

std::optional<std::string> read_bound(const Member& bound, const ParameterRule& rule) {
  if (rule.type != ParameterRule::Type::integer && rule.type != ParameterRule::Type::number) {
    bound.expected(R"(nothing, for the type is neither "integer" nor "number")");
    return std::nullopt;
  }
  if (bound.is(Node::Type::number) && Decimal::parse(bound.node().text)) {
    return bound.node().text;
  }
  bound.expected("a number");
  return std::nullopt;
}

std::optional<Scalar> read_fitting(const Member& member, const ParameterRule& rule) {
  auto scalar = read_scalar(member);
  if (scalar) {
    if (const auto wanted = misfit(rule, *scalar)) {
      member.expected(*wanted);
      return std::nullopt;
    }
  }
  return scalar;
}

/// Type, values and range, which client-wide and request parameters have in common.
ParameterRule read_values(const Member& spec) {
  ParameterRule rule;
  rule.name = spec.key();
  if (spec.has("type")) {
    rule.type = static_cast<ParameterRule::Type>(spec["type"].word(type_words).value_or(0));
  }
  if (spec.has("required")) {
    rule.required = spec["required"].boolean().value_or(false);
  }
  if (spec.has("minimum")) {
    rule.minimum = read_bound(spec["minimum"], rule);
  }
  if (spec.has("maximum")) {
    rule.maximum = read_bound(spec["maximum"], rule);
  }
  if (rule.minimum && rule.maximum &&
      compare(*Decimal::parse(*rule.maximum), *Decimal::parse(*rule.minimum)) < 0) {
    spec["maximum"].expected(joined({"a number of at least ", *rule.minimum}));
  }
  if (spec.has("enum") && spec["enum"].list("values")) {
    std::vector<Scalar> allowed;
    for (const Member& value : spec["enum"].items()) {
      if (auto scalar = read_fitting(value, rule)) {
        allowed.push_back(*std::move(scalar));
      }
    }
    rule.allowed = std::move(allowed);
  }
  if (spec.has("default")) {
    rule.fallback = read_fitting(spec["default"], rule);
    if (rule.required) {
      spec["default"].expected("nothing, for the parameter is required");
    }
  }
  if (spec.has("description")) {
    spec["description"].text("a text");
  }
  return rule;
}

bool read_map(const Member& params) {
  if (!params.map()) {
    return false;
  }
  const std::size_t count = params.items().size();
  if (count > most_parameters) {
    params.fault(joined({"expected at most ", std::to_string(most_parameters),
                         " parameters, found ", std::to_string(count)}));
    return false;
  }
  return true;
}

/// Where a parameter goes unless it says so.
Place usual_place(const RequestRule& request) {
  if (!request.graphql.empty()) {
    return Place::variables;
  }
  if (!request.json.empty()) {
    return Place::body;
  }
  return request.has_form ? Place::form : Place::query;
}

Pointer usual_pointer(std::string_view name) {
  return {.text = "/" + escape_pointer_token(name), .tokens = {std::string{name}}};
}

void read_name_on_wire(const Member& spec, Target& to) {
  const Member as = spec["as"];
  switch (to.place) {
    case Place::path:
      if (as.given()) {
        as.expected("nothing, for a path parameter has the name that stands in the path");
      }
      return;
    case Place::body:
    case Place::variables:
      to.at = usual_pointer(spec.key());
      if (as.given()) {
        to.at = read_inner_pointer(as).value_or(to.at);
      }
      to.name.clear();
      return;
    case Place::header: {
      const Member& name = as;
      constexpr std::string_view what = "the name of a header that a definition may set";
      if (!as.given() && !is_settable_header(to.name)) {
        spec.fault(joined({"expected ", what, ", found ", quoted(to.name)}));
      } else if (as.given()) {
        const std::string* const text = name.text(what, is_settable_header);
        to.name = text != nullptr ? *text : to.name;
      }
      return;
    }
    case Place::query:
    case Place::form:
      if (as.given()) {
        const std::string* const text = as.text(
            "a parameter's name: ASCII without spaces, quotes and braces", is_parameter_name);
        to.name = text != nullptr ? *text : to.name;
      }
      return;
  }
}

ParameterRule read_request_parameter(const Member& spec, const RequestRule& request,
                                     bool in_template) {
  ParameterRule rule = read_values(spec);
  rule.to = {
      .place = in_template ? Place::path : usual_place(request), .name = rule.name, .at = {}};
  if (const Member in = spec["in"]; in.given()) {
    if (const auto word = in.word(place_words)) {
      rule.to.place = static_cast<Place>(*word);
      if (in_template != (rule.to.place == Place::path)) {
        in.expected(in_template ? R"("path", for the path names it)"
                                : "another place, for the path does not name it");
      }
      check_place(in, rule.to.place, request);
    }
  }
  read_name_on_wire(spec, rule.to);
  if (rule.to.place == Place::path) {
    rule.required = !rule.fallback;
    if (const Member required = spec["required"];
        required.is(Node::Type::boolean) && !required.node().truth && !rule.fallback) {
      required.expected("true: a path cannot do without it");
    }
  }
  return rule;
}

}  // namespace

std::vector<ParameterRule> read_client_parameters(const Member& params) {
  std::vector<ParameterRule> rules;
  if (!params.given() || !read_map(params)) {
    return rules;
  }
  for (const Member& spec : params.items()) {
    if (!is_placeholder_name(spec.key()) || spec.key() == "key") {
      spec.fault(
          joined({R"(expected a name of letters, digits, "_" and "-" other than "key", found )",
                  quoted(spec.key())}));
    }
    if (spec.object(client_members)) {
      rules.push_back(read_values(spec));
    }
  }
  return rules;
}

void read_request_parameters(const Member& params, RequestRule& request, const Bindings& bindings) {
  const auto named = placeholders(request.path);
  std::vector<std::string_view> missing = named.value_or(std::vector<std::string_view>{});
  if (params.given() && read_map(params)) {
    for (const Member& spec : params.items()) {
      if (!is_parameter_name(spec.key())) {
        spec.fault(
            joined({"expected a parameter's name: ASCII without spaces, quotes and braces, found ",
                    quoted(spec.key())}));
      }
      if (bindings.find(spec.key()) != nullptr) {
        spec.fault(
            joined({"expected a name that no client parameter has, found ", quoted(spec.key())}));
      }
      if (spec.object(members)) {
        const bool in_template = named && std::ranges::contains(*named, spec.key());
        request.parameters.push_back(read_request_parameter(spec, request, in_template));
      }
      std::erase(missing, spec.key());
    }
  }
  for (const std::string_view name : missing) {
    const bool twice = std::ranges::contains(request.parameters, name, &ParameterRule::name);
    if (!twice) {
      ParameterRule rule;
      rule.name = name;
      rule.to = {.place = Place::path, .name = rule.name, .at = {}};
      rule.required = true;
      request.parameters.push_back(std::move(rule));
    }
  }
}

}  // namespace creditkit
