#pragma once

#include <string>

#include "normalize/normalizer.hpp"
#include "provider/definition.hpp"
#include "provider/plan.hpp"

namespace fuzz {

/// A base URL, and a value that fits for each parameter that the definition requires of the client.
/// Whatever the text.
[[nodiscard]] creditkit::Settings example_settings(const std::string& definition);

/// A value that fits for each of the operation's parameters, as the normalizer takes them.
[[nodiscard]] creditkit::ParameterTexts example_texts(const creditkit::Operation& operation);
/// The same as the text of a query.
[[nodiscard]] std::string example_query(const creditkit::Operation& operation);

}  // namespace fuzz
