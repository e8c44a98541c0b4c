#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace creditkit {

/// What the reader expected where it stopped.
enum class Expected : std::uint8_t {
  value,
  name_or_close,  ///< after {
  name,           ///< after a comma in an object
  colon,
  comma_or_brace,    ///< after a member
  value_or_close,    ///< after [
  comma_or_bracket,  ///< after an element
  end_of_body,
  digit,
  string_character,  ///< inside a string: no control character
  escape,            ///< after a backslash
  hex_digit,         ///< after \u
  utf8,
  less_depth,
  no_byte_order_mark,
  smaller_body,
};

/// Why a body is no JSON text (RFC 8259), and at which byte.
struct SyntaxFault {
  Expected expected = Expected::value;
  std::size_t byte = 0;
};

/// "expected , or } after a member, found <"
[[nodiscard]] std::string describe(const SyntaxFault& fault, std::string_view body);

/// Finds what is wrong in a value that scan_scalar() refused; `begin` is its first byte, `body`
/// ends with a NUL.
[[nodiscard]] SyntaxFault fault_in_scalar(std::string_view body, std::size_t begin);

/// Where the first byte stands that is not UTF-8, from `from` on; body.size() where all is.
[[nodiscard]] std::size_t first_not_utf8(std::string_view body, std::size_t from);

}  // namespace creditkit
