#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace creditkit {

/// The parts of a number's text; views into it.
struct NumberText {
  bool negative = false;
  std::string_view integer;   ///< one digit or more, leading zeros included
  std::string_view fraction;  ///< the digits after the point; empty where there is no point
  std::int64_t exponent = 0;  ///< held at +-exponent_bound where more is written
};

/// Far beyond what any text's digits can make up for, and far from overflow in sums with sizes.
inline constexpr std::int64_t exponent_bound = 1'000'000'000'000'000;

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The value of two digits, or -1.
[[nodiscard]] constexpr int two_digits(const char* text) noexcept {
  return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
}

/// Takes a character off the text where that starts with it.
[[nodiscard]] constexpr bool take(std::string_view& text, char character) noexcept {
  const bool there = text.starts_with(character);
  text.remove_prefix(there ? 1 : 0);
  return there;
}

/// Takes a sign off the text, if there is one; true for a minus.
[[nodiscard]] constexpr bool take_sign(std::string_view& text) noexcept {
  const bool negative = take(text, '-');
  if (!negative) {
    static_cast<void>(take(text, '+'));
  }
  return negative;
}

/// Takes the run of digits off the text that it starts with.
[[nodiscard]] constexpr std::string_view take_digits(std::string_view& text) noexcept {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

/// Splits a JSON number (RFC 8259 section 6), also with a leading '+' or leading zeros. False
/// where the text is none.
[[nodiscard]] constexpr bool split_number(std::string_view text, NumberText& number) noexcept {
  number = {.negative = take_sign(text), .integer = take_digits(text)};
  bool complete = !number.integer.empty();
  if (take(text, '.')) {
    number.fraction = take_digits(text);
    complete = complete && !number.fraction.empty();
  }
  if (take(text, 'e') || take(text, 'E')) {
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    complete = complete && !digits.empty();
    for (const char digit : digits) {
      number.exponent = std::min(number.exponent * 10 + (digit - '0'), exponent_bound);
    }
    number.exponent = negative ? -number.exponent : number.exponent;
  }
  return complete && text.empty();
}

}  // namespace creditkit
