#include "json/fault.hpp"

#include "json/reader.hpp"
#include "json/scan.hpp"
#include "json/text.hpp"
#include "value/ascii.hpp"
#include "value/text_at.hpp"

namespace creditkit {
namespace {

/// In the order of Expected.
constexpr const char* phrases =
    "a value\0"
    "a member's name in quotes or } after {\0"
    "a member's name in quotes after a comma\0"
    ": after a member's name\0"
    ", or } after a member\0"
    "a value or ] after [\0"
    ", or ] after an element\0"
    "the end of the body after its one value\0"
    "a digit in a number\0"
    "a character or \" in a string\0"
    "one of \" \\ / b f n r t u after a backslash\0"
    "four hexadecimal digits after \\u\0"
    "UTF-8\0"
    "at most 128 levels of arrays and objects\0"
    "no byte order mark (RFC 8259 section 8.1)\0"
    "a body below 128 MiB\0";

std::string found(const SyntaxFault& fault, std::string_view body) {
  if (fault.expected == Expected::less_depth || fault.expected == Expected::smaller_body) {
    return "more";
  }
  if (fault.byte >= body.size()) {
    return "the end of the body";
  }
  const auto c = static_cast<unsigned char>(body[fault.byte]);
  if (c >= 0x20U && c < 0x7FU) {
    return std::string(1, body[fault.byte]);
  }
  std::string found = c < 0x80U ? "the control character U+00" : "the byte 0x";
  append_hex(found, c);
  return found;
}

}  // namespace

std::string describe(const SyntaxFault& fault, std::string_view body) {
  return joined({"expected ", text_at(phrases, static_cast<std::size_t>(fault.expected)),
                 ", found ", found(fault, body)});
}

std::size_t first_not_utf8(std::string_view body, std::size_t from) {
  constexpr std::size_t longest = 4;
  while (from < body.size()) {
    const char* const begin = body.data() + from;
    std::size_t size = 1;
    while (size <= longest && from + size <= body.size() && !is_utf8(begin, begin + size)) {
      ++size;
    }
    if (size > longest || from + size > body.size()) {
      return from;
    }
    from += size;
  }
  return body.size();
}

namespace {

SyntaxFault fault_in_string(std::string_view body, std::size_t begin) {
  const char* it = body.data() + begin;
  std::uint32_t flags = 0;
  Expected expected = Expected::utf8;
  const bool closed = scan_string_rest(it, flags, expected);
  const auto end = static_cast<std::size_t>(it - body.data());
  if (closed || expected == Expected::string_character) {
    const std::size_t not_utf8 = first_not_utf8(body.substr(0, end), begin);
    if (not_utf8 < end) {
      return {.expected = Expected::utf8, .byte = not_utf8};
    }
  }
  return {.expected = expected, .byte = end};
}

/// A number is refused only where a digit is missing: after the minus, the point or the exponent.
SyntaxFault fault_in_number(const char* body, std::size_t begin) {
  std::size_t it = begin + (body[begin] == '-' ? 1 : 0);
  while (is_digit_byte(body[it])) {
    while (is_digit_byte(body[it])) {
      ++it;
    }
    const bool exponent = body[it] != '.';
    ++it;
    it += exponent && (body[it] == '+' || body[it] == '-') ? 1 : 0;
  }
  return {.expected = Expected::digit, .byte = it};
}

}  // namespace

SyntaxFault fault_in_scalar(std::string_view body, std::size_t begin) {
  const char first = *(body.data() + begin);  // the NUL behind the body too
  if (first == '"') {
    return fault_in_string(body, begin + 1);
  }
  if (first == '-' || is_digit_byte(first)) {
    return fault_in_number(body.data(), begin);
  }
  return {.expected = Expected::value, .byte = begin};
}

}  // namespace creditkit
