#include "json/unescape.hpp"

#include <cstdint>
#include <glaze/util/parse.hpp>

namespace creditkit {
namespace {

constexpr std::size_t escape_size = 6;  // \uXXXX

constexpr std::uint32_t none = 0xFFFF'FFFFU;

/// The UTF-16 unit of the escape at `at`, or none. Not inlined, for glaze's part is in here twice
/// then.
[[gnu::noinline]] std::uint32_t unit_at(std::string_view text, std::size_t at) {
  const bool there = at < text.size() && text[at] == '\\' && text[at + 1] == 'u';
  return there ? glz::hex_to_u32(text.data() + at + 2) : none;
}

/// The code point that starts with the escape at `at`, moving behind it (and its second half), or
/// none.
std::uint32_t code_point(std::string_view text, std::size_t& at) {
  const std::uint32_t first = unit_at(text, at);
  at += escape_size;
  if ((first & glz::unicode::generic_surrogate_mask) != glz::unicode::generic_surrogate_value) {
    return first;
  }
  const std::uint32_t second = unit_at(text, at);
  if ((first & glz::unicode::surrogate_mask) != glz::unicode::high_surrogate_value ||
      (second & glz::unicode::surrogate_mask) != glz::unicode::low_surrogate_value) {
    return none;
  }
  at += escape_size;
  return glz::unicode::surrogate_codepoint_offset +
         ((first & glz::unicode::surrogate_codepoint_mask)
          << glz::unicode::surrogate_codepoint_bits) +
         (second & glz::unicode::surrogate_codepoint_mask);
}

}  // namespace

std::expected<std::size_t, std::size_t> unescape(std::string_view text, char* out) {
  char* const begin = out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '\\') {
      *out++ = text[at++];
      continue;
    }
    if (text[at + 1] != 'u') {
      *out++ = glz::char_unescape_table[static_cast<unsigned char>(text[at + 1])];
      at += 2;
      continue;
    }
    const std::size_t escape = at;
    const std::uint32_t point = code_point(text, at);
    if (point == none) {
      return std::unexpected{escape};
    }
    out += glz::code_point_to_utf8(point, out);
  }
  return static_cast<std::size_t>(out - begin);
}

std::string unescaped(std::string_view text) {
  std::string plain{text};
  const auto size = unescape(text, plain.data());
  if (size) {
    plain.resize(*size);
  } else {
    plain = text;
  }
  return plain;
}

std::size_t utf16_size(std::string_view text) {
  // One unit for each byte that starts a character, one more for those beyond U+FFFF, which take
  // four bytes.
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += ((byte & 0xC0U) != 0x80U ? 1U : 0U) + (byte >= 0xF0U ? 1U : 0U);
  }
  return units;
}

}  // namespace creditkit
