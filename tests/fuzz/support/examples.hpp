#pragma once

#include <string>

#include "provider/definition.hpp"
#include "provider/plan.hpp"

namespace fuzz {

/// A base URL, and a value that fits for each parameter that the definition requires of the client.
/// Whatever the text.
[[nodiscard]] creditkit::Settings example_settings(const std::string& definition);

/// A query with a value that fits for each of the operation's parameters.
[[nodiscard]] std::string example_query(const creditkit::Operation& operation);

}  // namespace fuzz
