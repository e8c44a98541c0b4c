#include "provider/bindings.hpp"

#include "provider/parameter.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr const char* must_be = "the client parameter % must be @";

/// A setting is text; a scalar is what its rule speaks of.
Scalar typed(const ParameterRule& rule, std::string_view text) {
  using enum TokenType;
  const TokenType type = rule.type == ParameterRule::Type::string ? string
                         : text == "true"                         ? boolean_true
                         : text == "false"                        ? boolean_false
                                                                  : number;
  return {.type = type, .text = text};
}

void bind(BoundParameter& parameter, Arena& arena, Bindings& bindings) {
  const std::string_view name = parameter.rule.name;
  for (const ConstantText& given : bindings.settings.params) {
    if (given.name == name) {
      if (fits(parameter.rule, typed(parameter.rule, given.text))) {
        parameter.value = arena.text(given.text);
      } else {
        bindings.refuse(name, must_be, wanted(parameter.rule));
      }
      return;
    }
  }
  if (parameter.rule.has_fallback()) {
    parameter.value = parameter.rule.fallback.text;
  } else if (parameter.rule.required) {
    bindings.refuse(name, "the client parameter % is required");
  }
}

/// Tells whether what the definition itself says of a parameter's values fits: each that it allows,
/// and its default.
bool has_fitting_values(const ParameterRule& rule, const TextForm& form) {
  for (const Scalar& value : rule.allowed) {
    if (!form.fits(value.text)) {
      return false;
    }
  }
  return !rule.has_fallback() || form.fits(rule.fallback.text);
}

/// Checks that the client can have a value for {name} that fits; a fault otherwise.
bool can_stand(Member text, std::string_view name, const ValueForm* values,
               const BoundParameter* parameter) {
  if (parameter == nullptr) {
    text.fault(R"(expected the name of a client parameter in braces, found "{@}")", name);
  } else if (values != nullptr && !parameter->certain()) {
    text.fault(R"(expected a client parameter that is required or has a default, found "{@}")",
               name);
  } else if (values != nullptr && !has_fitting_values(parameter->rule, values->form)) {
    text.fault(R"(expected a client parameter of which each own value is @, found "{@}")",
               values->form.what, name);
  } else {
    return true;
  }
  return false;
}

}  // namespace

const BoundParameter* Bindings::find(std::string_view name) const {
  for (const BoundParameter& parameter : parameters) {
    if (parameter.rule.name == name) {
      return &parameter;
    }
  }
  return nullptr;
}

void Bindings::refuse(std::string_view parameter, const char* pattern, std::string_view what) {
  if (refused == nullptr) {
    refused = parameter_failure(pattern, parameter, what);
  }
}

void read_bindings(Member params, void* /*into*/, const Field& /*field*/) {
  Bindings& bindings = *params.reading().bindings;
  if (has_parameters(params)) {
    const auto parameters = params.arena().list<BoundParameter>(params.size());
    std::size_t count = 0;
    for (Member spec = params.first(); spec.given(); spec = spec.next()) {
      if (spec.is_object()) {
        BoundParameter& parameter = parameters[count++];
        read_client_parameter(spec, parameter.rule);
        bind(parameter, params.arena(), bindings);
      }
    }
    bindings.parameters = parameters.first(count);
  }
  for (const ConstantText& given : bindings.settings.params) {
    if (bindings.find(given.name) == nullptr) {
      bindings.refuse(given.name, "the definition has no client parameter %");
    }
  }
}

bool expand(Member text, const TextForm& form, std::string_view& into, const ValueForm* values) {
  Bindings& bindings = *text.reading().bindings;
  std::string_view rest = text.is(Node::Type::string) ? text.node().text : "";
  std::string sample;  // with a value in each place that fits
  std::string whole;
  bool complete = true;
  std::string_view before;
  std::string_view name;
  while (next_placeholder(rest, before, name)) {
    const BoundParameter* const parameter = bindings.find(name);
    if (!can_stand(text, name, values, parameter)) {
      return false;
    }
    const std::string_view value = parameter->value;
    if (!value.empty() && values != nullptr && !values->form.fits(value)) {
      bindings.refuse(name, must_be, values->form.what);
    }
    complete = complete && !value.empty();
    sample += before;
    sample += values == nullptr ? "1" : values->example;
    whole += before;
    whole += value;
  }
  sample += rest;
  whole += rest;
  if (has_braces(rest) || !form.fits(sample)) {
    text.expected(form.what);
    return false;
  }
  if (!complete) {
    return false;
  }
  into = text.arena().text(whole);
  if (!form.fits(into)) {
    bindings.refuse(name, "the client parameter % must fit into @", form.what);
    return false;
  }
  return true;
}

}  // namespace creditkit
