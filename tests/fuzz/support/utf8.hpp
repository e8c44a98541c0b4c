#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// Where characters start in a text, counted in UTF-16 units: entry i is true where unit i starts
/// one. The last entry is the text's end. Nothing where the text is not UTF-8 (RFC 3629). Written
/// anew, so that it can contradict the core.
[[nodiscard]] std::optional<std::vector<bool>> character_starts(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) {
  return character_starts(text).has_value();
}

/// The text as fetch() hands a header's bytes over: each byte a character, none of which ends a
/// header.
[[nodiscard]] std::string header_text(std::string_view bytes);

}  // namespace fuzz
