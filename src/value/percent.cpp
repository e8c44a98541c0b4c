#include "value/percent.hpp"

#include <array>
#include <cstddef>

#include "value/ascii.hpp"

namespace creditkit {
namespace {

/// What stands for itself, in the order of Encoding.
constexpr std::array<const char*, 3> plain{"-.09AZ__az~~", "-.09AZ[[]]__az~~", "-.09AZ__az"};

int hex_digit(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

void append_encoded(std::string& out, std::string_view text, Encoding encoding) {
  for (const char c : text) {
    if (consists_of({&c, 1}, plain.at(static_cast<std::size_t>(encoding)))) {
      out += c;
    } else if (c == ' ' && encoding == Encoding::form) {
      out += '+';
    } else {
      out += '%';
      append_hex(out, static_cast<unsigned char>(c));
    }
  }
}

bool starts_with_escape(std::string_view text) {
  return text.starts_with('%') && text.size() > 2 && consists_of(text.substr(1, 2), "09AFaf");
}

int next_byte(std::string_view& text) {
  if (text.empty()) {
    return -1;
  }
  const bool escape = starts_with_escape(text);
  const char c = text.front();
  const int byte = escape     ? (hex_digit(text[1]) * 16) + hex_digit(text[2])
                   : c == '+' ? ' '
                              : static_cast<unsigned char>(c);
  text.remove_prefix(escape ? 3 : 1);
  return byte;
}

}  // namespace creditkit
