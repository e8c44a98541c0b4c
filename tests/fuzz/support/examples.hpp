#pragma once

#include <string>

#include "provider/definition.hpp"
#include "provider/plan.hpp"

namespace fuzz {

/// Compiled with a base URL and a value that fits for each parameter that the definition requires
/// of the client. Whatever the text.
[[nodiscard]] creditkit::Compiled compile_with_examples(const std::string& definition);

/// A query with a value that fits for each of the operation's parameters.
[[nodiscard]] std::string example_query(const creditkit::Operation& operation);

}  // namespace fuzz
