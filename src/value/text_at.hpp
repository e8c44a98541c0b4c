#pragma once

#include <cstddef>

namespace creditkit {

/// Of several texts in one, each ended by a NUL, the one at `index`. Smaller than a table of them.
[[nodiscard]] const char* text_at(const char* texts, std::size_t index) noexcept;

}  // namespace creditkit
