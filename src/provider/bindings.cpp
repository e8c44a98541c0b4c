#include "provider/bindings.hpp"

#include <algorithm>
#include <utility>

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

std::string_view text_of(const Scalar& scalar) {
  if (scalar.type == Scalar::Type::boolean) {
    return scalar.truth ? "true" : "false";
  }
  return scalar.text;
}

void bind(BoundParameter& parameter, const Settings& settings, Arena& arena, Bindings& bindings) {
  const std::string_view name = parameter.rule.name;
  const auto given = settings.params.find(name);
  if (given == settings.params.end()) {
    if (parameter.rule.has_fallback()) {
      parameter.value = text_of(parameter.rule.fallback);
    } else if (parameter.rule.required) {
      bindings.refuse(name, joined({"the client parameter ", quoted(name), " is required"}));
    }
    return;
  }
  if (const auto wanted = misfit(parameter.rule, typed(parameter.rule, given->second))) {
    bindings.refuse(name, joined({"the client parameter ", quoted(name), " must be ", *wanted}));
  } else {
    parameter.value = arena.text(given->second);
  }
}

/// Checks that the client can have a value for {name}; a fault otherwise.
bool can_stand(const Member& text, std::string_view name, const TemplateForm& form,
               const Bindings& bindings) {
  const BoundParameter* const parameter = bindings.find(name);
  if (parameter == nullptr) {
    text.fault(
        joined({R"(expected the name of a client parameter (of "/params") in braces, found "{)",
                name, R"(}")"}));
    return false;
  }
  if (form.certain && !parameter->certain()) {
    text.fault(joined({R"(expected a client parameter that is required or has a default, found "{)",
                       name, R"(}")"}));
    return false;
  }
  return true;
}

}  // namespace

const BoundParameter* Bindings::find(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, [](const BoundParameter& parameter) {
    return std::string_view{parameter.rule.name};
  });
  return found == parameters.end() ? nullptr : &*found;
}

void Bindings::refuse(std::string_view parameter, std::string message) {
  if (!error) {
    error.emplace();
    error->code = ErrorCode::parameter;
    error->message = std::move(message);
    error->parameter = parameter;
  }
}

void read_bindings(const Member& params, const Settings& settings, Bindings& bindings) {
  if (has_parameters(params)) {
    for (Member spec = params.first(); spec.given(); spec = spec.next()) {
      if (!spec.is(Node::Type::object)) {
        spec.expected("an object");
        continue;
      }
      BoundParameter& parameter = bindings.parameters.emplace_back();
      read_client_parameter(spec, parameter.rule);
      bind(parameter, settings, params.arena(), bindings);
    }
  }
  for (const auto& [name, value] : settings.params) {
    if (bindings.find(name) == nullptr) {
      bindings.refuse(name, joined({"the definition has no client parameter ", quoted(name)}));
    }
  }
}

bool expand(const Member& text, const TemplateForm& form, Bindings& bindings,
            std::string_view& into) {
  std::string_view written;
  if (!text.text(written, form.what)) {
    return false;
  }
  const auto names = placeholders(written);
  if (!names || (form.check != nullptr &&
                 !form.check(with_placeholders(written, [](auto) { return "1"; })))) {
    text.expected(form.what);
    return false;
  }
  bool complete = true;
  for (const std::string_view name : *names) {
    if (!can_stand(text, name, form, bindings)) {
      return false;
    }
    const auto& value = bindings.find(name)->value;
    if (value && form.value != nullptr && !form.value(*value)) {
      bindings.refuse(name, joined({"the client parameter ", quoted(name),
                                    " has characters that cannot stand where it goes"}));
    }
    complete = complete && value.has_value();
  }
  if (!complete) {
    return false;
  }
  into = text.arena().text(
      with_placeholders(written, [&bindings](std::string_view name) -> std::string_view {
        return *bindings.find(name)->value;
      }));
  if (form.check != nullptr && !form.check(into)) {
    bindings.refuse(
        names->empty() ? "" : names->front(),
        joined({"with this client's parameters, ", text.pointer(), " is not ", form.what}));
    return false;
  }
  return true;
}

}  // namespace creditkit
