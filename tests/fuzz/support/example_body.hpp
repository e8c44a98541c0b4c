#pragma once

#include <cstddef>
#include <string>

#include "provider/plan.hpp"

namespace fuzz {

/// A body that an operation reads, made of its own rules: every member that it looks at has a value
/// that fits. `rows` rows, and nothing that says that more follow.
[[nodiscard]] std::string example_body(const creditkit::Operation& operation, std::size_t rows);

}  // namespace fuzz
