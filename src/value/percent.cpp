#include "value/percent.hpp"

namespace creditkit {
namespace {

bool is_plain(char c, Encoding encoding) {
  const bool letter_or_digit =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (letter_or_digit || c == '-' || c == '.' || c == '_') {
    return true;
  }
  if (c == '~') {
    return encoding != Encoding::form;
  }
  return (c == '[' || c == ']') && encoding == Encoding::name;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

void append_encoded(std::string& out, std::string_view text, Encoding encoding) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_plain(c, encoding)) {
      out += c;
    } else if (c == ' ' && encoding == Encoding::form) {
      out += '+';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
}

int next_byte(std::string_view& text) {
  if (text.empty()) {
    return -1;
  }
  const char c = text.front();
  const int high = c == '%' && text.size() > 2 ? hex_digit(text[1]) : -1;
  const int low = high >= 0 ? hex_digit(text[2]) : -1;
  text.remove_prefix(low >= 0 ? 3 : 1);
  return low >= 0 ? (high * 16) + low : c == '+' ? ' ' : static_cast<unsigned char>(c);
}

}  // namespace creditkit
