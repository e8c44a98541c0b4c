#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "provider/definition.hpp"
#include "provider/member.hpp"

namespace creditkit {

/// A client-wide parameter and the value that it has in this client.
struct BoundParameter {
  ParameterRule rule;
  std::string_view value;  ///< as text; empty where neither given nor defaulted

  /// Tells whether every client has a value for it.
  [[nodiscard]] bool certain() const { return rule.required || rule.has_fallback(); }
};

/// The client-wide parameters of a definition, and the first setting of the client's that does not
/// fit them.
struct Bindings {
  std::span<const BoundParameter> parameters;
  std::optional<Error> error;

  [[nodiscard]] const BoundParameter* find(std::string_view name) const;
  /// `parameter` is its name, or "baseUrl".
  void refuse(std::string_view parameter, std::string_view pattern, std::string_view first = {},
              std::string_view second = {});
};

/// Reads `params` and gives each its value from `settings`, or its default.
void read_bindings(const Member& params, const Settings& settings, Bindings& bindings);

/// What a template's text must be, with "1" for each parameter while the definition is checked.
struct TemplateForm {
  std::string_view what;          ///< for the fault
  Member::Check check;            ///< of the whole
  Member::Check value = nullptr;  ///< of each parameter's value
  bool certain = false;           ///< each parameter must have a value in every client
};

/// Reads a text in which {name} stands for a client-wide parameter. False where it has a fault,
/// where a value does not fit (then `bindings.error` is set), or where a parameter has no value.
bool expand(const Member& text, const TemplateForm& form, std::string_view& into);

}  // namespace creditkit
