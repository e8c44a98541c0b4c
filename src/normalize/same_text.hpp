#pragma once

#include <cstring>
#include <string_view>

#include "json/token.hpp"
#include "json/word.hpp"

namespace creditkit {

/// True where two values of one body are written alike. What differs between rows mostly differs at
/// its end.
[[nodiscard, gnu::always_inline]] inline bool same_text(const Token& left, const Token& right,
                                                        std::string_view body) {
  if (!left.looks_like(right)) {
    return false;
  }
  const char* const a = body.data() + left.begin();
  const char* const b = body.data() + right.begin();
  const std::size_t size = left.size();
  if (size < word_size) {
    const std::size_t last = left.begin() > right.begin() ? left.begin() : right.begin();
    if (body.size() - last >= word_size) {
      return low_bytes(load_word(a) ^ load_word(b), size) == 0;
    }
    return std::memcmp(a, b, size) == 0;
  }
  return load_word(a + size - word_size) == load_word(b + size - word_size) &&
         (size == word_size || std::memcmp(a, b, size - word_size) == 0);
}

}  // namespace creditkit
