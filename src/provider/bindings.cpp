#include "provider/bindings.hpp"

#include "provider/grammar.hpp"
#include "provider/parameter.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// A setting is text; a scalar of the parameter's type is what its rule speaks of.
Scalar typed(const ParameterRule& rule, std::string_view text) {
  Scalar scalar{.type = Scalar::Type::string, .text = text};
  if (rule.type == ParameterRule::Type::boolean && (text == "true" || text == "false")) {
    scalar.type = Scalar::Type::boolean;
    scalar.truth = text == "true";
  } else if (rule.type == ParameterRule::Type::integer ||
             rule.type == ParameterRule::Type::number) {
    scalar.type = Scalar::Type::number;
  }
  return scalar;
}

void bind(BoundParameter& parameter, const Settings& settings, Arena& arena, Bindings& bindings) {
  const std::string_view name = parameter.rule.name;
  for (const ConstantText& given : settings.params) {
    if (given.name == name) {
      if (fits(parameter.rule, typed(parameter.rule, given.text))) {
        parameter.value = arena.text(given.text);
      } else {
        bindings.refuse(name, "the client parameter % must be @", name, wanted(parameter.rule));
      }
      return;
    }
  }
  if (parameter.rule.has_fallback()) {
    parameter.value = parameter.rule.fallback.text;
  } else if (parameter.rule.required) {
    bindings.refuse(name, "the client parameter % is required", name);
  }
}

/// Checks that the client can have a value for {name}; a fault otherwise.
bool can_stand(Member text, std::string_view name, const TextForm& form,
               const BoundParameter* parameter) {
  if (parameter == nullptr) {
    text.fault(R"(expected the name of a client parameter (of "/params") in braces, found "{@}")",
               name);
  } else if (form.certain && !parameter->certain()) {
    text.fault(R"(expected a client parameter that is required or has a default, found "{@}")",
               name);
  } else {
    return true;
  }
  return false;
}

std::string_view value_of(std::string_view name, const void* bindings) {
  return static_cast<const Bindings*>(bindings)->find(name)->value;
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

void Bindings::refuse(std::string_view parameter, const char* pattern, std::string_view first,
                      std::string_view second) {
  if (refused == nullptr) {
    refused = failure(ErrorCode::parameter, "@", {phrase(pattern, first, second)}, parameter);
  }
}

void read_bindings(Member params, const Settings& settings, Bindings& bindings) {
  if (has_parameters(params)) {
    const auto parameters = params.arena().list<BoundParameter>(params.size());
    std::size_t count = 0;
    for (Member spec = params.first(); spec.given(); spec = spec.next()) {
      if (spec.map()) {
        BoundParameter& parameter = parameters[count++];
        read_client_parameter(spec, parameter.rule);
        bind(parameter, settings, params.arena(), bindings);
      }
    }
    bindings.parameters = parameters.first(count);
  }
  for (const ConstantText& given : settings.params) {
    if (bindings.find(given.name) == nullptr) {
      bindings.refuse(given.name, "the definition has no client parameter %", given.name);
    }
  }
}

bool expand(Member text, const TextForm& form, std::string_view& into) {
  Bindings& bindings = *text.reading().bindings;
  std::string_view written;
  if (!text.text(written, {.what = form.what})) {
    return false;
  }
  if (!has_good_placeholders(written) ||
      (form.check != nullptr && !form.check(with_ones(written)))) {
    text.expected(form.what);
    return false;
  }
  bool complete = true;
  std::string_view rest = written;
  std::string_view name;
  while (next_placeholder(rest, name)) {
    const BoundParameter* const parameter = bindings.find(name);
    if (!can_stand(text, name, form, parameter)) {
      return false;
    }
    const std::string_view value = parameter->value;
    if (!value.empty() && form.value != nullptr && !form.value(value)) {
      bindings.refuse(name, "the client parameter % has characters that cannot stand where it goes",
                      name);
    }
    complete = complete && !value.empty();
  }
  if (!complete) {
    return false;
  }
  into = text.arena().text(with_placeholders(written, value_of, &bindings));
  if (form.check != nullptr && !form.check(into)) {
    std::string pointer;
    text.node().append_pointer(pointer);
    bindings.refuse(name, "with this client's parameters, @ is not @", pointer, form.what);
    return false;
  }
  return true;
}

}  // namespace creditkit
