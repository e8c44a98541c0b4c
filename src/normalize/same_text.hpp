#pragma once

#include <string_view>

#include "json/token.hpp"
#include "json/word.hpp"

namespace creditkit {

/// True where two values of one body are written alike. What differs between rows mostly differs at
/// its end, so that is looked at first.
[[nodiscard, gnu::always_inline]] inline bool same_text(const Token& left, const Token& right,
                                                        std::string_view body) {
  if (!left.looks_like(right)) {
    return false;
  }
  const char* const a = body.data() + left.begin();
  const char* const b = body.data() + right.begin();
  const std::size_t size = left.size();
  if (size < word_size) {
    return low_bytes(load_word(a) ^ load_word(b), size) == 0;
  }
  if (load_word(a + size - word_size) != load_word(b + size - word_size)) {
    return false;
  }
  for (std::size_t at = 0; at + word_size < size; at += word_size) {
    if (load_word(a + at) != load_word(b + at)) {
      return false;
    }
  }
  return true;
}

}  // namespace creditkit
