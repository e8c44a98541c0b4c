#include <algorithm>
#include <utility>

#include "json/pointer.hpp"
#include "provider/grammar.hpp"
#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// Far above any vendor's list; bounds the search for two parameters that go to one place.
constexpr std::size_t most_parameters = 200;

constexpr std::string_view client_members =
    "type|required|enum|minimum|maximum|default|description";
constexpr std::string_view request_members =
    "in|as|type|required|enum|minimum|maximum|default|description";

void read_bound(const Member& bound, const ParameterRule& rule, std::string_view& text) {
  if (!bound.given()) {
    return;
  }
  if (rule.type != ParameterRule::Type::integer && rule.type != ParameterRule::Type::number) {
    bound.expected(R"(nothing, for the type is neither "integer" nor "number")");
  } else if (bound.is(Node::Type::number) && Decimal::parse(bound.node().text)) {
    text = bound.node().text;
  } else {
    bound.expected("a number");
  }
}

bool read_fitting(const Member& member, const ParameterRule& rule, Scalar& scalar) {
  if (!read_scalar(member, scalar)) {
    return false;
  }
  const auto wanted = misfit(rule, scalar);
  if (wanted) {
    member.expected(*wanted);
  }
  return !wanted;
}

void read_allowed(const Member& list, ParameterRule& rule) {
  if (!list.given() || !list.list("values")) {
    return;
  }
  // Put in place at the end: each value is held against the range only.
  const auto allowed = list.arena().list<Scalar>(list.size());
  std::size_t count = 0;
  for (Member item = list.first(); item.given(); item = item.next()) {
    count += read_fitting(item, rule, allowed[count]) ? 1 : 0;
  }
  rule.allowed = allowed.first(count);
}

void read_fallback(const Member& fallback, ParameterRule& rule) {
  if (!fallback.given()) {
    return;
  }
  if (Scalar scalar; read_fitting(fallback, rule, scalar)) {
    rule.fallback = scalar;
  }
  if (rule.required) {
    fallback.expected("nothing, for the parameter is required");
  }
}

/// Type, values and range, which client-wide and request parameters have in common.
void read_values(const Member& spec, ParameterRule& rule) {
  rule.name = spec.key();
  if (const Member type = spec["type"]; type.given()) {
    type.word("string|integer|number|boolean", rule.type);
  }
  if (const Member required = spec["required"]; required.given()) {
    required.boolean(rule.required);
  }
  read_bound(spec["minimum"], rule, rule.minimum);
  read_bound(spec["maximum"], rule, rule.maximum);
  if (!rule.minimum.empty() && !rule.maximum.empty() &&
      compare(*Decimal::parse(rule.maximum), *Decimal::parse(rule.minimum)) < 0) {
    spec["maximum"].expected(joined({"a number of at least ", rule.minimum}));
  }
  read_allowed(spec["enum"], rule);
  read_fallback(spec["default"], rule);
  if (const Member description = spec["description"]; description.given()) {
    std::string_view unused;
    description.text(unused, "a text");
  }
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

void read_name_on_wire(const Member& spec, Target& to) {
  const Member as = spec["as"];
  if (to.place == Place::path) {
    if (as.given()) {
      as.expected("nothing, for a path parameter has the name that stands in the path");
    }
  } else if (to.place == Place::body || to.place == Place::variables) {
    to.name = {};
    const auto tokens = spec.arena().list<std::string_view>(1);
    tokens.front() = spec.key();
    to.at = {.text = spec.arena().text("/" + escape_pointer_token(spec.key())), .tokens = tokens};
    if (as.given()) {
      read_inner_pointer(as, to.at);
    }
  } else if (to.place != Place::header) {
    if (as.given()) {
      as.text(to.name, parameter_name_form, is_parameter_name);
    }
  } else if (as.given()) {
    as.text(to.name, header_name_form, is_settable_header);
  } else if (!is_settable_header(to.name)) {
    spec.fault(joined({"expected ", header_name_form, ", found ", quoted(to.name)}));
  }
}

void read_request_parameter(const Member& spec, const RequestRule& request, bool in_template,
                            ParameterRule& rule) {
  read_values(spec, rule);
  rule.to.place = in_template ? Place::path : usual_place(request);
  rule.to.name = rule.name;
  if (const Member in = spec["in"];
      in.given() && in.word("path|query|body|form|variables|header", rule.to.place)) {
    if (in_template != (rule.to.place == Place::path)) {
      in.expected(in_template ? R"("path", for the path names it)"
                              : "another place, for the path does not name it");
    }
    check_place(in, rule.to.place, request);
  }
  read_name_on_wire(spec, rule.to);
  if (rule.to.place == Place::path) {
    if (const Member required = spec["required"];
        required.is(Node::Type::boolean) && !rule.required && !rule.has_fallback()) {
      required.expected("true: a path cannot do without it");
    }
    rule.required = !rule.has_fallback();
  }
}

}  // namespace

bool has_parameters(const Member& params) {
  if (!params.given() || !params.map()) {
    return false;
  }
  const std::size_t count = params.node().size();
  if (count > most_parameters) {
    params.fault(joined({"expected at most ", std::to_string(most_parameters),
                         " parameters, found ", std::to_string(count)}));
    return false;
  }
  return true;
}

void read_client_parameter(const Member& spec, ParameterRule& rule) {
  if (!is_placeholder_name(spec.key()) || spec.key() == "key") {
    spec.fault(
        joined({R"(expected a name of letters, digits, "_" and "-" other than "key", found )",
                quoted(spec.key())}));
  }
  spec.object(client_members);
  read_values(spec, rule);
}

void read_request_parameters(const Member& params, const Bindings& bindings, RequestRule& request) {
  const auto named = placeholders(request.path);
  const std::vector<std::string_view> names = named.value_or(std::vector<std::string_view>{});
  const bool any = has_parameters(params);
  const auto rules = params.arena().list<ParameterRule>((any ? params.size() : 0) + names.size());
  const auto take = [&]() -> ParameterRule& {
    const std::size_t count = request.parameters.size();
    request.parameters = rules.first(count + 1);
    return rules[count];
  };
  for (Member spec = any ? params.first() : params["none"]; spec.given(); spec = spec.next()) {
    if (!is_parameter_name(spec.key())) {
      spec.fault(joined({"expected ", parameter_name_form, ", found ", quoted(spec.key())}));
    }
    if (bindings.find(spec.key()) != nullptr) {
      spec.fault(
          joined({"expected a name that no client parameter has, found ", quoted(spec.key())}));
    }
    if (spec.object(request_members)) {
      read_request_parameter(spec, request, std::ranges::contains(names, spec.key()), take());
    }
  }
  // Those that the path names and `params` does not describe.
  for (const std::string_view name : names) {
    if (!std::ranges::contains(request.parameters, name, &ParameterRule::name)) {
      ParameterRule& rule = take();
      rule.name = name;
      rule.to.place = Place::path;
      rule.to.name = name;
      rule.required = true;
    }
  }
}

}  // namespace creditkit
