#pragma once

#include <string>
#include <string_view>

namespace creditkit {

[[nodiscard]] constexpr char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/// Appends a byte as two hexadecimal digits.
void append_hex(std::string& out, unsigned char byte);

/// Equal but for the case of ASCII letters, as names of headers are (RFC 9110 section 5.1), and
/// schemes and hosts (RFC 3986 section 6.2.2.1).
[[nodiscard]] bool equal_ignoring_case(std::string_view left, std::string_view right);

/// Tells whether there is a text and all of its bytes lie in `ranges`: the first and the last of
/// each in turn, "azAZ09".
[[nodiscard]] bool consists_of(std::string_view text, const char* ranges);

}  // namespace creditkit
