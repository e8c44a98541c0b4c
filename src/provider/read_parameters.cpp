#include "provider/grammar.hpp"
#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// Far above any vendor's list; bounds the search for two parameters that go to one place.
constexpr std::size_t most_parameters = 200;

/// std::string_view
void read_bound(Member bound, void* into, const Field& /*field*/) {
  if (Decimal number;
      bound.is(Node::Type::number) && parse_number(bound.node().text, false, number)) {
    as<std::string_view>(into) = bound.node().text;
  } else {
    bound.expected("a number");
  }
}

/// ParameterRule
void read_maximum(Member maximum, void* into, const Field& field) {
  auto& rule = as<ParameterRule>(into);
  read_bound(maximum, &rule.maximum, field);
  if (!rule.minimum.empty() && !rule.maximum.empty() &&
      compare_numbers(rule.maximum, rule.minimum) < 0) {
    maximum.expected("a number of at least @", rule.minimum);
  }
}

/// ParameterRule
void read_allowed(Member list, void* into, const Field& /*field*/) {
  auto& rule = as<ParameterRule>(into);
  if (!list.list("values")) {
    return;
  }
  // Put in place at the end: each value is held against the range only.
  const auto allowed = list.arena().list<Scalar>(list.size());
  std::size_t count = 0;
  for (Member item = list.first(); item.given(); item = item.next()) {
    if (item.fits(rule)) {
      allowed[count++] = item.node().scalar();
    }
  }
  rule.allowed = allowed.first(count);
}

/// ParameterRule
void read_fallback(Member fallback, void* into, const Field& /*field*/) {
  auto& rule = as<ParameterRule>(into);
  if (fallback.fits(rule)) {
    rule.fallback = fallback.node().scalar();
  }
  if (rule.required) {
    fallback.expected("nothing, for the parameter is required");
  }
}

/// Whose a parameter is, and whether it has a range: the bits of a specification's form.
enum Form : std::uint8_t { of_request = 1, of_numbers = 2 };
constexpr std::uint8_t request_forms = 0b1010;
constexpr std::uint8_t number_forms = 0b1100;

/// The range is read first: values are held against it.
constexpr Field fields[] = {
    {.name = "type"},
    {.name = "required", .read = read_flag, .offset = offsetof(ParameterRule, required)},
    {.name = "minimum",
     .read = read_bound,
     .offset = offsetof(ParameterRule, minimum),
     .forms = number_forms},
    {.name = "maximum", .read = read_maximum, .forms = number_forms},
    {.name = "enum", .read = read_allowed},
    {.name = "default", .read = read_fallback},
    {.name = "description", .read = check_text, .text = &plain_text},
    {.name = "in", .forms = request_forms},
    {.name = "as", .forms = request_forms},
};

/// What client-wide and request parameters have in common. False where it is no object.
bool read_parameter(Member spec, ParameterRule& rule, int form) {
  if (!spec.is_object()) {
    return false;
  }
  rule.name = spec.key();
  if (spec.has("type")) {
    spec["type"].word("string|integer|number|boolean", rule.type);
  }
  const bool numbers =
      rule.type == ParameterRule::Type::integer || rule.type == ParameterRule::Type::number;
  return spec.object(fields, &rule, form | (numbers ? of_numbers : 0));
}

void read_name_on_wire(Member spec, Target& to) {
  if (to.place == Place::body || to.place == Place::variables) {
    to.name = {};
    const auto tokens = spec.arena().list<std::string_view>(1);
    tokens.front() = spec.key();
    to.at.tokens = tokens;
  }
  const Member as = spec["as"];
  if (as.given() && to.place == Place::path) {
    as.expected("nothing, for the path names it");
  } else if (as.given()) {
    read_in_place(as, to);
  } else if (to.place == Place::header) {
    spec.check_name(header_name);
  }
}

bool is_in_path(const RequestRule& request, std::string_view name) {
  std::string_view before;
  std::string_view found;
  for (std::string_view path = request.path; next_placeholder(path, before, found);) {
    if (found == name) {
      return true;
    }
  }
  return false;
}

void read_request_parameter(Member spec, const RequestRule& request, ParameterRule& rule) {
  const bool in_path = is_in_path(request, rule.name);
  rule.to.place = in_path ? Place::path : request.body;
  rule.to.name = rule.name;
  if (const Member in = spec["in"];
      in.given() && in.word("path|query|body|form|variables|header", rule.to.place)) {
    if (in_path != (rule.to.place == Place::path)) {
      in.expected(in_path ? R"("path", for the path names it)"
                          : "another place, for the path does not name it");
    }
    check_place(in, rule.to.place);
  }
  read_name_on_wire(spec, rule.to);
  if (rule.to.place == Place::path && !rule.required && !rule.has_fallback()) {
    if (const Member required = spec["required"]; required.is(Node::Type::boolean_false)) {
      required.expected("true, for the path names it");
    }
    rule.required = true;
  }
  if (rule.to.place != Place::path) {
    claim(spec, rule.to);
  }
}

}  // namespace

bool has_parameters(Member params) {
  if (!params.given() || !params.map()) {
    return false;
  }
  const std::size_t count = params.size();
  if (count > most_parameters) {
    params.fault("expected at most @ @, found more", CountText{most_parameters}, "parameters");
  }
  return count <= most_parameters;
}

void read_client_parameter(Member spec, ParameterRule& rule) {
  if (!placeholder_name.fits(spec.key()) || spec.key() == "key") {
    spec.name_expected(placeholder_name.what);
  }
  read_parameter(spec, rule, 0);
}

void read_request_parameters(Member params, RequestRule& rule) {
  const bool described = has_parameters(params);
  std::size_t most = described ? params.size() : 0;
  std::string_view before;
  std::string_view name;
  for (std::string_view path = rule.path; next_placeholder(path, before, name);) {
    ++most;
  }
  const auto rules = params.arena().list<ParameterRule>(most);
  std::size_t count = 0;
  for (Member spec = described ? params.first() : nullptr; spec.given(); spec = spec.next()) {
    spec.check_name(parameter_name);
    if (params.reading().bindings->find(spec.key()) != nullptr) {
      spec.name_expected("a name that no client parameter has");
    }
    ParameterRule& parameter = rules[count];
    if (read_parameter(spec, parameter, of_request)) {
      ++count;
      read_request_parameter(spec, rule, parameter);
    }
  }
  // Those that the path names and `params` does not describe.
  for (std::string_view path = rule.path; next_placeholder(path, before, name);) {
    rule.parameters = rules.first(count);
    if (parameter_named(name, rule) == nullptr) {
      rules[count++] = {.name = name, .to = {.place = Place::path, .name = name}, .required = true};
    }
  }
  rule.parameters = rules.first(count);
}

}  // namespace creditkit
