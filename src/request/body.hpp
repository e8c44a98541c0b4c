#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "json/pointer.hpp"

namespace creditkit {

/// A value for a place in a JSON body.
struct Splice {
  const Pointer* at = nullptr;
  std::string json;  ///< JSON text, which goes in as it stands: a cursor keeps its numbers and the
                     ///< order of its members
};

/// `template_json` (empty: null) with every splice in its place; objects on the way are made.
/// Nothing where a pointer leads through a scalar or past the end of an array.
[[nodiscard]] std::optional<std::string> spliced(std::string_view template_json,
                                                 std::span<const Splice> splices);

/// A JSON text outside JSON: a string's own text; anything else as it stands. Nothing where it is
/// no JSON.
[[nodiscard]] std::optional<std::string> plain_text(std::string_view json);

}  // namespace creditkit
