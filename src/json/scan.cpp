#include "json/scan.hpp"

#include <glaze/util/parse.hpp>

namespace creditkit {

bool is_utf8(const char* begin, const char* end) noexcept {
  return glz::validate_utf8(begin, static_cast<std::size_t>(end - begin));
}

const char* scan_string_rest(const char* it, const char* end, std::uint32_t& flags) noexcept {
  constexpr std::size_t hex_digits = 4;
  while (it < end && *it != '"') {
    const auto byte = static_cast<unsigned char>(*it);
    if (byte < 0x20U) {
      return nullptr;
    }
    if (*it != '\\') {
      flags |= byte >= 0x80U ? Token::non_ascii : 0;
      ++it;
      continue;
    }
    flags |= Token::escaped;
    const char escape = it[1];
    if (!glz::valid_escape_table[static_cast<unsigned char>(escape)]) {
      return nullptr;
    }
    it += 2;
    if (escape == 'u') {
      if (end - it < static_cast<std::ptrdiff_t>(hex_digits) ||
          glz::hex_to_u32(it) == 0xFFFF'FFFFU) {
        return nullptr;
      }
      it += hex_digits;
    }
  }
  return it < end ? it : nullptr;
}

}  // namespace creditkit
