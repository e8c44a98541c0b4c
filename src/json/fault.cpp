#include "json/fault.hpp"

#include <algorithm>
#include <array>
#include <glaze/util/parse.hpp>

#include "json/reader.hpp"
#include "json/scan.hpp"

namespace creditkit {
namespace {

std::string hex_byte(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[byte >> 4U], digits[byte & 0xFU]};
}

std::string_view phrase(Expected expected) {
  switch (expected) {
    case Expected::value:
      return "a value";
    case Expected::name_or_close:
      return "a member's name in quotes or } after {";
    case Expected::name:
      return "a member's name in quotes after a comma";
    case Expected::colon:
      return ": after a member's name";
    case Expected::comma_or_brace:
      return ", or } after a member";
    case Expected::value_or_close:
      return "a value or ] after [";
    case Expected::comma_or_bracket:
      return ", or ] after an element";
    case Expected::end_of_body:
      return "the end of the body after its one value";
    case Expected::digit:
      return "a digit in a number";
    case Expected::string_character:
      return "a character or \" in a string";
    case Expected::escape:
      return "one of \" \\ / b f n r t u after a backslash";
    case Expected::hex_digit:
      return "four hexadecimal digits after \\u";
    case Expected::utf8:
      return "UTF-8";
    case Expected::less_depth:
      return "at most 128 levels of arrays and objects";
    case Expected::no_byte_order_mark:
      return "JSON, which must not start with a byte order mark (RFC 8259 section 8.1)";
    case Expected::smaller_body:
      return "a body below 128 MiB";
  }
  return "a value";
}

std::string found_at(std::string_view body, std::size_t byte) {
  if (byte >= body.size()) {
    return "the end of the body";
  }
  const auto c = static_cast<unsigned char>(body[byte]);
  if (c < 0x20U || c == 0x7FU) {
    return "the control character U+00" + hex_byte(c);
  }
  if (c >= 0x80U) {
    return "the byte 0x" + hex_byte(c);
  }
  return std::string(1, body[byte]);
}

}  // namespace

std::string describe(const SyntaxFault& fault, std::string_view body) {
  std::string text{"expected "};
  text += phrase(fault.expected);
  if (fault.expected == Expected::no_byte_order_mark) {
    return text + ", found EF BB BF";
  }
  if (fault.expected == Expected::smaller_body) {
    return text + ", found " + std::to_string(body.size()) + " bytes";
  }
  return text + ", found " +
         (fault.expected == Expected::less_depth ? "more" : found_at(body, fault.byte));
}

std::size_t first_not_utf8(std::string_view body, std::size_t from) {
  constexpr std::size_t longest = 4;
  while (from < body.size()) {
    std::size_t size = 1;
    while (size <= longest && from + size <= body.size() &&
           !glz::validate_utf8(body.data() + from, size)) {
      ++size;
    }
    if (size > longest || from + size > body.size()) {
      return from;
    }
    from += size;
  }
  return body.size();
}

SyntaxFault fault_in_string(std::string_view body, std::size_t begin) {
  constexpr std::size_t hex_digits = 4;
  std::size_t it = begin;
  while (it < body.size() && body[it] != '"') {
    if (static_cast<unsigned char>(body[it]) < 0x20U) {
      break;
    }
    if (body[it] != '\\') {
      ++it;
      continue;
    }
    if (++it == body.size() || !glz::valid_escape_table[static_cast<unsigned char>(body[it])]) {
      return {.expected = Expected::escape, .byte = it};
    }
    if (body[it++] != 'u') {
      continue;
    }
    for (std::size_t digit = 0; digit < hex_digits; ++digit, ++it) {
      if (it >= body.size() || glz::digit_hex_table[static_cast<unsigned char>(body[it])] > 0xFU) {
        return {.expected = Expected::hex_digit, .byte = it};
      }
    }
  }
  const std::size_t not_utf8 = first_not_utf8(body.substr(0, it), begin);
  if (not_utf8 < it) {
    return {.expected = Expected::utf8, .byte = not_utf8};
  }
  return {.expected = Expected::string_character, .byte = it};
}

SyntaxFault fault_in_number(std::string_view body, std::size_t begin) {
  // A number is refused only where a digit is missing: after the minus, the point or the exponent.
  std::size_t it = begin;
  const auto at = [&](char c) { return it < body.size() && body[it] == c; };
  const auto skip_digits = [&] {
    const std::size_t from = it;
    while (it < body.size() && is_digit_byte(body[it])) {
      ++it;
    }
    return it > from;
  };
  it += at('-') ? 1 : 0;
  if (!skip_digits()) {
    return {.expected = Expected::digit, .byte = it};
  }
  if (at('.')) {
    ++it;
    if (!skip_digits()) {
      return {.expected = Expected::digit, .byte = it};
    }
  }
  it += at('e') || at('E') ? 1 : 0;
  it += at('+') || at('-') ? 1 : 0;
  return {.expected = Expected::digit, .byte = it};
}

}  // namespace creditkit
