#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace creditkit {

/// Decodes a string's content, checked JSON without its quotes, into `out`, which has room for
/// `text.size()` bytes: decoded text is never longer. Gives the number of bytes written; the error
/// is the offset in `text` of an escape that is half of a surrogate pair, and so stands for no
/// character.
[[nodiscard]] std::expected<std::size_t, std::size_t> unescape(std::string_view text, char* out);

/// The same as a string; text with a lone surrogate stays as it is written.
[[nodiscard]] std::string unescaped(std::string_view text);

/// Length in UTF-16 units of a text that is UTF-8.
[[nodiscard]] std::size_t utf16_size(std::string_view text);

}  // namespace creditkit
