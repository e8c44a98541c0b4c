#pragma once

#include "json/pointer.hpp"
#include "provider/node.hpp"

namespace creditkit {

/// Makes `copy` what `value` is, with all that it holds.
void copy_value(const Node& value, Node& copy, Arena& memory);

/// The value to which `at` leads in a body's template. Where it has null or no member on the way,
/// objects are made. The definition's reader has seen to it that there is a way: none leads through
/// another scalar or past the end of an array.
[[nodiscard]] Node& find_or_make(Node& body, const Pointer& at, Arena& memory);

}  // namespace creditkit
