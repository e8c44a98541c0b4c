#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Where the run of digits that starts at `from` ends.
[[nodiscard]] constexpr std::size_t digits_end(std::string_view text, std::size_t from) noexcept {
  while (from < text.size() && is_digit(text[from])) {
    ++from;
  }
  return from;
}

/// Splits a JSON number (RFC 8259 section 6), also with a leading '+' or leading zeros; nullopt
/// where the text is none.
[[nodiscard]] constexpr std::optional<NumberText> split_number(std::string_view text) noexcept {
  NumberText number;
  std::size_t at = 0;
  const auto skip_sign = [&] {
    const bool negative = at < text.size() && text[at] == '-';
    at += at < text.size() && (negative || text[at] == '+') ? 1U : 0U;
    return negative;
  };

  number.negative = skip_sign();
  const std::size_t integer_end = digits_end(text, at);
  number.integer = text.substr(at, integer_end - at);
  if (number.integer.empty()) {
    return std::nullopt;
  }
  at = integer_end;

  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction_end = digits_end(text, ++at);
    number.fraction = text.substr(at, fraction_end - at);
    if (number.fraction.empty()) {
      return std::nullopt;
    }
    at = fraction_end;
  }

  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    const bool negative = skip_sign();
    const std::size_t exponent_end = digits_end(text, at);
    if (exponent_end == at) {
      return std::nullopt;
    }
    for (; at < exponent_end; ++at) {
      if (number.exponent < exponent_bound) {
        number.exponent = number.exponent * 10 + (text[at] - '0');
      }
    }
    number.exponent = number.exponent < exponent_bound ? number.exponent : exponent_bound;
    number.exponent = negative ? -number.exponent : number.exponent;
  }
  return at == text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace creditkit
