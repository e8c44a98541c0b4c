#include "json/text.hpp"

#include <array>

namespace creditkit {

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U) {
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_integer(std::string& out, std::int64_t value) {
  constexpr std::size_t longest = 20;
  std::array<char, longest> digits{};
  std::size_t at = longest;
  std::uint64_t rest =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) {
    digits[--at] = '-';
  }
  out.append(digits.data() + at, longest - at);
}

void append_phrase(std::string& out, const char* pattern,
                   std::initializer_list<std::string_view> values) {
  const std::string_view* value = values.begin();
  for (; *pattern != '\0'; ++pattern) {
    out += *pattern == '@' ? *value++ : std::string_view{pattern, 1};
  }
}

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string whole;
  for (const std::string_view text : texts) {
    whole += text;
  }
  return whole;
}

}  // namespace creditkit
