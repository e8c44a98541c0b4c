#pragma once

#include <cstdint>
#include <string_view>

#include "json/token.hpp"
#include "model/page.hpp"
#include "normalize/misread.hpp"
#include "normalize/text_heap.hpp"

namespace creditkit {

/// Why a value is no text.
enum class TextFault : std::uint8_t {
  none,
  not_scalar,
  too_long,
  half_character,  ///< an escape that is half of a surrogate pair
};

[[nodiscard]] Misread misread_of(TextFault fault, const Token& token, const Source* source);

/// Adds a value that says something to the heap: a string decoded, a number or a flag as it is
/// written.
[[nodiscard, gnu::always_inline]] inline TextFault add_text(const Token& token,
                                                            std::string_view body, TextHeap& heap,
                                                            TextCell& cell) {
  const std::string_view text = token.in(body);
  if (!token.is_scalar()) [[unlikely]] {
    return TextFault::not_scalar;
  }
  if (text.size() > TextHeap::max_text_size) [[unlikely]] {
    return TextFault::too_long;
  }
  if (!token.has(Token::escaped | Token::non_ascii) || token.type() != TokenType::string)
      [[likely]] {
    cell = heap.add_from_body(text.data(), text.size());
    return TextFault::none;
  }
  if (!token.has(Token::escaped)) {
    cell = heap.add_utf8(text);
    return TextFault::none;
  }
  return heap.add_escaped(text, cell) ? TextFault::none : TextFault::half_character;
}

}  // namespace creditkit
