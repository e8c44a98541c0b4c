#pragma once

#include <span>
#include <string_view>

#include "model/error.hpp"
#include "provider/plan.hpp"

/// A provider's definition: JSON that says how a vendor is asked and what its answers mean.
/// The language is in docs/definitions.md; providers/provider.schema.json states it for editors.
namespace creditkit {

/// One thing that is wrong with a definition.
struct DefinitionFault {
  /// JSON Pointer of the member at fault; where it is missing, of where it should be.
  std::string_view pointer;
  /// What was expected and what stands there: `expected one of "GET", "POST", found "PUT"`.
  std::string_view message;
};

/// What a client adds to a definition.
struct Settings {
  std::string_view base_url;  ///< instead of the definition's own; empty: the definition's
  std::span<const ConstantText> params;  ///< values for the definition's `params`, as text
};

/// What came of a definition: a plan, or why there is none.
struct [[nodiscard]] Compiled {
  Plan plan;
  /// The definition's faults, all of them. They lie in the plan's memory.
  std::span<const DefinitionFault> faults;
  /// Where it has none: the first setting that does not fit it.
  Failure refused;

  [[nodiscard]] bool has_value() const { return faults.empty() && refused == nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] Plan& operator*() { return plan; }
  [[nodiscard]] const Plan& operator*() const { return plan; }
  [[nodiscard]] Plan* operator->() { return &plan; }
  [[nodiscard]] const Plan* operator->() const { return &plan; }
};

/// Checks a definition and binds it to `settings`. `settings` may be anything where only the faults
/// are of interest.
Compiled compile_definition(std::string_view json_text, const Settings& settings);

}  // namespace creditkit
