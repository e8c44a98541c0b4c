#pragma once

#include <optional>
#include <string>

#include "provider/plan.hpp"

namespace creditkit {

/// Checks a value against a parameter's type, `enum` and range. What would have fitted ("an integer
/// from 1 to 100"), or nullopt where it fits. The value itself is not in the text: it may be
/// private.
///
/// A string fits a type of `string` only where it has no control characters and is not empty.
std::optional<std::string> misfit(const ParameterRule& rule, const Scalar& value);

/// Equal as JSON values: 1 and 1.0 are, 1 and "1" are not.
bool equal(const Scalar& left, const Scalar& right);

}  // namespace creditkit
