#include "json/scan.hpp"

#include <glaze/util/parse.hpp>

namespace creditkit {

bool is_utf8(const char* begin, const char* end) noexcept {
  return glz::validate_utf8(begin, static_cast<std::size_t>(end - begin));
}

bool scan_string_rest(const char*& it, std::uint32_t& flags, Expected& expected) noexcept {
  constexpr int hex_digits = 4;
  for (; *it != '"'; ++it) {
    const auto byte = static_cast<unsigned char>(*it);
    if (byte < 0x20U) {  // the NUL behind the body too
      expected = Expected::string_character;
      return false;
    }
    flags |= byte >= 0x80U ? Token::non_ascii : 0;
    if (*it != '\\') {
      continue;
    }
    flags |= Token::escaped;
    ++it;
    if (!glz::valid_escape_table[static_cast<unsigned char>(*it)]) {
      expected = Expected::escape;
      return false;
    }
    for (int digit = *it == 'u' ? 0 : hex_digits; digit < hex_digits; ++digit) {
      ++it;
      if (glz::digit_hex_table[static_cast<unsigned char>(*it)] > 0xFU) {
        expected = Expected::hex_digit;
        return false;
      }
    }
  }
  return true;
}

}  // namespace creditkit
