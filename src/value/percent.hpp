#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace creditkit {

/// What may stand in an URL without an escape, beside letters, digits and "-._~" (RFC 3986
/// section 2.3).
enum class Encoding : std::uint8_t {
  value,  ///< nothing else: a value can never begin another segment or parameter
  name,   ///< of a parameter: "[" and "]", as vendors write "filter[kind]"
  form,   ///< a space is "+", "~" is escaped (application/x-www-form-urlencoded, WHATWG URL section
          ///< 5)
};

/// Appends `text`, percent-encoded.
void append_encoded(std::string& out, std::string_view text, Encoding encoding);

/// A byte as "%" and two digits.
[[nodiscard]] bool starts_with_escape(std::string_view text);

/// The next byte as servers read it, so that "a%20b" and "a+b" are one; takes it away. -1 at the
/// end.
int next_byte(std::string_view& text);

}  // namespace creditkit
