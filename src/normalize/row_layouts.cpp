// Reading by layout: what runs for every row, and so is compiled for speed.
#include "normalize/row_layouts.hpp"

#include <cstring>

#include "json/reader.hpp"
#include "json/scan.hpp"
#include "json/word.hpp"

namespace creditkit {

// Most gaps are one or two words long: a name of 4 to 12 letters, its quotes, colon and comma.
[[gnu::always_inline]] inline bool RowLayouts::matches(const Gap& gap, const char* it,
                                                       const char* end) const {
  const std::size_t size = gap.size;
  if (size < word_size) {
    return low_bytes(load_word(it) ^ gap.first, size) == 0;
  }
  return load_word(it) == gap.first && static_cast<std::size_t>(end - it) >= size &&
         load_word(it + size - word_size) == gap.last &&
         (size <= 2 * word_size || std::memcmp(it + word_size, text_.data() + gap.text + word_size,
                                               size - 2 * word_size) == 0);
}

namespace {

/// Reads an array or object whole; where it ends, or nullptr.
[[gnu::noinline]] const char* read_container(const char* begin, std::string_view body,
                                             std::size_t depth, Token& token) {
  Reader reader{body};
  reader.move_to(begin);
  return reader.value(depth, token) ? reader.position() : nullptr;
}

}  // namespace

const char* RowLayouts::read(std::string_view body, const char* begin, Token* tokens) const {
  const char* const end = body.data() + body.size();
  const Gap* const gaps = gaps_.data();
  const char* it = begin;
  Index index = gaps_.empty() ? none : 0;
  while (index != none) {
    const Gap& gap = gaps[index];
    if (!matches(gap, it, end)) [[unlikely]] {
      index = gap.sibling;
      continue;
    }
    const char* const value = it + gap.size;
    if (gap.ends) {
      return value;
    }
    const bool container = *value == '{' || *value == '[';
    Token token;
    const char* after = nullptr;
    if (!container) [[likely]] {
      after = scan_scalar<true>(value, body.data(), end, token);
    } else if (!gap.scalar) {
      Token whole;  // its address is taken; `token` stays in registers
      after = read_container(value, body, gap.depth, whole);
      token = whole;
    }
    if (after == nullptr) [[unlikely]] {
      index = gap.sibling;
      continue;
    }
    if (gap.slot != none) {
      tokens[gap.slot] = token;
    }
    it = after;
    index = gap.next;
  }
  return nullptr;
}

}  // namespace creditkit
