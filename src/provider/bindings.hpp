#pragma once

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
  const Settings& settings;
  std::span<const BoundParameter> parameters;
  Failure refused;

  [[nodiscard]] const BoundParameter* find(std::string_view name) const;
  /// `parameter` is its name, or "baseUrl"; `pattern` tells of it first, then of `what`.
  void refuse(std::string_view parameter, const char* pattern, std::string_view what = {});
};

/// Reads `params` and gives each its value from the settings, or its default.
void read_bindings(Member params, void* into, const Field& field);

/// What a parameter's value must be where it goes to, and such a value.
struct ValueForm {
  TextForm form;
  const char* example;
};

/// Reads a text in which {name} stands for a client-wide parameter. With `values`, each of these
/// must have a value in every client. False where it has a fault, where a value does not fit (then
/// `bindings.refused` is set), or where a parameter has no value.
bool expand(Member text, const TextForm& form, std::string_view& into,
            const ValueForm* values = nullptr);

}  // namespace creditkit
