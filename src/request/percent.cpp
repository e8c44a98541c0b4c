#include "request/percent.hpp"

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
  return (c == '[' || c == ']') && encoding == Encoding::query_name;
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

}  // namespace creditkit
