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

/// std::string_view: the bound's text
void read_bound(const Member& bound, void* into, const Field& /*field*/) {
  if (bound.is(Node::Type::number) && Decimal::parse(bound.node().text)) {
    as<std::string_view>(into) = bound.node().text;
  } else {
    bound.expected("a number");
  }
}

void read_unused_text(const Member& text, void* /*into*/, const Field& field) {
  std::string_view unused;
  text.text(unused, field.what);
}

bool read_fitting(const Member& member, const ParameterRule& rule, Scalar& scalar) {
  if (!read_scalar(member, scalar)) {
    return false;
  }
  const auto wanted = misfit(rule, scalar);
  if (wanted) {
    member.expected("@", *wanted);
  }
  return !wanted;
}

/// ParameterRule
void read_allowed(const Member& list, void* into, const Field& /*field*/) {
  auto& rule = as<ParameterRule>(into);
  if (!list.list("values")) {
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

/// ParameterRule
void read_fallback(const Member& fallback, void* into, const Field& /*field*/) {
  auto& rule = as<ParameterRule>(into);
  if (Scalar scalar; read_fitting(fallback, rule, scalar)) {
    rule.fallback = scalar;
  }
  if (rule.required) {
    fallback.expected("nothing, for the parameter is required");
  }
}

/// ParameterRule
void check_range(const Member& spec, ParameterRule& rule) {
  const bool numeric =
      rule.type == ParameterRule::Type::integer || rule.type == ParameterRule::Type::number;
  for (const std::string_view name : {"minimum", "maximum"}) {
    if (const Member bound = spec[name]; bound.given() && !numeric) {
      bound.expected(R"(nothing, for the type is neither "integer" nor "number")");
    }
  }
  if (numeric && !rule.minimum.empty() && !rule.maximum.empty() &&
      compare(*Decimal::parse(rule.maximum), *Decimal::parse(rule.minimum)) < 0) {
    spec["maximum"].expected("a number of at least @", rule.minimum);
  }
}

enum Owner : std::uint8_t { client, request };

/// What client-wide and request parameters have in common, and where the latter go. The range is
/// read first: values are held against it.
constexpr Field range_fields[] = {
    {"type", read_word, offsetof(ParameterRule, type), Field::optional,
     "string|integer|number|boolean"},
    {"required", read_flag, offsetof(ParameterRule, required)},
    {"minimum", read_bound, offsetof(ParameterRule, minimum)},
    {"maximum", read_bound, offsetof(ParameterRule, maximum)},
    {"enum", read_allowed},
    {"default", read_fallback},
    {"description", read_unused_text, 0, Field::optional, "a text"},
    {"in", nullptr, 0, Field::optional, {}, 1U << request},
    {"as", nullptr, 0, Field::optional, {}, 1U << request},
};

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
    spec.name_expected(header_name_form);
  }
}

void read_request_parameter(const Member& spec, const RequestRule& request, bool in_template,
                            ParameterRule& rule) {
  rule.to.place = in_template ? Place::path : usual_place(request);
  rule.to.name = rule.name;
  if (const Member in = spec["in"];
      in.given() && in.word("path|query|body|form|variables|header", rule.to.place)) {
    if (in_template != (rule.to.place == Place::path)) {
      in.expected(in_template ? R"("path", for the path names it)"
                              : "another place, for the path does not name it");
    }
    check_place(in, rule.to.place);
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
    params.fault("expected at most 200 parameters, found @", std::to_string(count));
    return false;
  }
  return true;
}

void read_client_parameter(const Member& spec, ParameterRule& rule) {
  if (!is_placeholder_name(spec.key()) || spec.key() == "key") {
    spec.name_expected(R"(a name of letters, digits, "_" and "-" other than "key")");
  }
  rule.name = spec.key();
  if (spec.object(range_fields, &rule, client)) {
    check_range(spec, rule);
  }
}

void read_request_parameters(const Member& params, RequestRule& rule) {
  std::size_t most = has_parameters(params) ? params.size() : 0;
  Member spec = most > 0 ? params.first() : params["none"];
  std::string_view name;
  for (std::string_view path = rule.path; next_placeholder(path, name);) {
    ++most;
  }
  const auto rules = params.arena().list<ParameterRule>(most);
  std::size_t count = 0;
  for (; spec.given(); spec = spec.next()) {
    if (!is_parameter_name(spec.key())) {
      spec.name_expected(parameter_name_form);
    }
    if (params.reading().bindings->find(spec.key()) != nullptr) {
      spec.name_expected("a name that no client parameter has");
    }
    ParameterRule& parameter = rules[count];
    parameter.name = spec.key();
    if (spec.object(range_fields, &parameter, request)) {
      ++count;
      check_range(spec, parameter);
      bool in_template = false;
      for (std::string_view path = rule.path; next_placeholder(path, name);) {
        in_template = in_template || name == spec.key();
      }
      read_request_parameter(spec, rule, in_template, parameter);
    }
  }
  // Those that the path names and `params` does not describe.
  for (std::string_view path = rule.path; next_placeholder(path, name);) {
    if (!std::ranges::contains(rules.first(count), name, &ParameterRule::name)) {
      ParameterRule& parameter = rules[count++];
      parameter.name = name;
      parameter.to.place = Place::path;
      parameter.to.name = name;
      parameter.required = true;
    }
  }
  rule.parameters = rules.first(count);
}

}  // namespace creditkit
