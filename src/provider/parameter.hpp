#pragma once

#include <string>

#include "provider/plan.hpp"
#include "value/decimal.hpp"

namespace creditkit {

/// A parameter of a request, or nullptr.
const ParameterRule* parameter_named(std::string_view name, const RequestRule& request);

/// Reads a number that can be exact; `whole`: an integer, which 1.0 and 1e2 are too.
bool parse_number(std::string_view text, bool whole, Decimal& number);

/// Checks a value against a parameter's type, `enum` and range. A string fits a type of `string`
/// only where it has no control characters and is not empty.
bool fits(const ParameterRule& rule, const Scalar& value);

/// What would fit: "an integer from 1 to 100". The value itself is not in the text: it may be
/// private.
std::string wanted(const ParameterRule& rule);

/// Equal as JSON values: 1 and 1.0 are, 1 and "1" are not.
bool equal(const Scalar& left, const Scalar& right);

/// Tells whether `value` is equal to one of the values.
bool is_one_of(const Scalar& value, std::span<const Scalar> values);

/// The order of two texts that parse_number() reads: below, at or above 0; also above where it does
/// not.
int compare_numbers(std::string_view left, std::string_view right);

}  // namespace creditkit
