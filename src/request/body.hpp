#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/pointer.hpp"

namespace creditkit {

/// Puts `value`, JSON text that goes in as it stands, at a place of the JSON text that is behind
/// `begin` in `json`, compact and sound. Where it has null or no member on the way, objects are
/// made. False where the pointer leads through a scalar or past the end of an array.
[[nodiscard]] bool splice(std::string& json, std::size_t begin, const Pointer& at,
                          std::string_view value);

}  // namespace creditkit
