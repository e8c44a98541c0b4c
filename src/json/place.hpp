#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace creditkit {

/// JSON Pointer of the innermost value that holds the byte at `byte`, or that would start there. A
/// member's name belongs to its value.
/// What stands before that byte is JSON; what follows need not be. A second reading, so that the
/// first one need not keep track.
[[nodiscard]] std::string pointer_at(std::string_view body, std::size_t byte);

}  // namespace creditkit
