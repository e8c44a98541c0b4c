#pragma once

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "provider/plan.hpp"

/// A provider's definition: JSON that says how a vendor is asked and what its answers mean.
/// The language is in docs/definitions.md; providers/provider.schema.json states it for editors.
namespace creditkit {

/// One thing that is wrong with a definition.
struct DefinitionFault {
  std::string
      pointer;  ///< JSON Pointer of the member at fault; where it is missing, of where it should be
  std::string message;  ///< what was expected and what stands there: `expected one of "GET",
                        ///< "POST", found "PUT"`
};

/// What a client adds to a definition.
struct Settings {
  std::string base_url;  ///< instead of the definition's own; empty: the definition's
  std::map<std::string, std::string, std::less<>>
      params;  ///< values for the definition's `params`, as text
};

/// Why there is no plan: the definition's faults, all of them, or else the first setting that does
/// not fit it.
struct CompileFailure {
  std::vector<DefinitionFault> faults;
  std::optional<Error> parameter;
};

/// Checks a definition and binds it to `settings`.
std::expected<Plan, CompileFailure> compile_definition(std::string_view json_text,
                                                       const Settings& settings);

/// All faults of a definition, or none. Settings are not looked at.
std::vector<DefinitionFault> check_definition(std::string_view json_text);

}  // namespace creditkit
