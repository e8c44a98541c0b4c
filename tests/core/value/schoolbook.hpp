#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Decimal arithmetic as taught at school, on strings of digits of any length. It shares nothing
/// with creditkit::Decimal, has no limits, and is the judge of it.
namespace schoolbook {

struct Number {
  bool negative = false;
  std::string digits;  ///< most significant first, may have leading zeros
  int scale = 0;       ///< how many of the digits stand after the point
};

inline std::string without_leading_zeros(const std::string& digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

/// Reads a well-formed number with a small exponent.
inline Number read(std::string_view text) {
  Number number;
  number.negative = text.front() == '-';
  text.remove_prefix(text.front() == '-' || text.front() == '+' ? 1 : 0);
  const std::size_t exponent_at = text.find_first_of("eE");
  int exponent = 0;
  if (exponent_at != std::string_view::npos) {
    exponent = std::stoi(std::string{text.substr(exponent_at + 1)});
    text = text.substr(0, exponent_at);
  }
  const std::size_t point = text.find('.');
  number.digits = text.substr(0, point);
  if (point != std::string_view::npos) {
    number.digits += text.substr(point + 1);
    number.scale = static_cast<int>(text.size() - point - 1);
  }
  number.scale -= exponent;
  if (number.scale < 0) {
    number.digits.append(static_cast<std::size_t>(-number.scale), '0');
    number.scale = 0;
  }
  return number;
}

inline std::size_t significant_digits(const Number& number) {
  return without_leading_zeros(number.digits).size();
}

inline bool fits(const Number& number) {
  return significant_digits(number) <= 38 && number.scale <= 38;
}

inline std::string write(const Number& number) {
  const std::string significant = without_leading_zeros(number.digits);
  const auto scale = static_cast<std::size_t>(number.scale);
  std::string padded = significant;
  if (padded.size() <= scale) {
    padded.insert(0, scale + 1 - padded.size(), '0');
  }
  std::string text = number.negative && !significant.empty() ? "-" : "";
  text += padded.substr(0, padded.size() - scale);
  return scale == 0 ? text : text + "." + padded.substr(padded.size() - scale);
}

/// Appends zeros after the point until both have the same scale, and before until both are as long.
inline void align(Number& left, Number& right) {
  const auto widen = [](Number& number, int scale) {
    number.digits.append(static_cast<std::size_t>(scale - number.scale), '0');
    number.scale = scale;
  };
  const int scale = std::max(left.scale, right.scale);
  widen(left, scale);
  widen(right, scale);
  const std::size_t size = std::max(left.digits.size(), right.digits.size());
  left.digits.insert(0, size - left.digits.size(), '0');
  right.digits.insert(0, size - right.digits.size(), '0');
}

/// Column by column from the right, with a carry or a borrow; `minuend` is no smaller than `other`.
inline std::string column_sum(const std::string& left, const std::string& right) {
  std::string sum;
  int carry = 0;
  for (std::size_t i = left.size(); i-- > 0;) {
    const int column = (left[i] - '0') + (right[i] - '0') + carry;
    sum.insert(sum.begin(), static_cast<char>('0' + column % 10));
    carry = column / 10;
  }
  sum.insert(sum.begin(), static_cast<char>('0' + carry));
  return sum;
}

inline std::string column_difference(const std::string& minuend, const std::string& other) {
  std::string difference;
  int borrow = 0;
  for (std::size_t i = minuend.size(); i-- > 0;) {
    int column = (minuend[i] - '0') - (other[i] - '0') - borrow;
    borrow = column < 0 ? 1 : 0;
    column += borrow * 10;
    difference.insert(difference.begin(), static_cast<char>('0' + column));
  }
  return difference;
}

inline Number add(Number left, Number right) {
  align(left, right);
  if (left.negative == right.negative) {
    return {.negative = left.negative,
            .digits = column_sum(left.digits, right.digits),
            .scale = left.scale};
  }
  if (left.digits < right.digits) {
    std::swap(left, right);
  }
  return {.negative = left.negative,
          .digits = column_difference(left.digits, right.digits),
          .scale = left.scale};
}

inline Number negated(Number number) {
  number.negative = !number.negative;
  return number;
}

/// -1, 0 or 1.
inline int compare(const Number& left, const Number& right) {
  const Number difference = add(left, negated(right));
  if (significant_digits(difference) == 0) {
    return 0;
  }
  return difference.negative ? -1 : 1;
}

/// Moves the point `places` to the left.
inline Number shifted(Number number, int places) {
  number.scale += places;
  if (number.scale < 0) {
    number.digits.append(static_cast<std::size_t>(-number.scale), '0');
    number.scale = 0;
  }
  return number;
}

/// Without a fraction; nullopt where that has a digit other than zero.
inline std::optional<Number> whole(Number number) {
  for (; number.scale > 0; --number.scale) {
    if (number.digits.empty()) {
      continue;
    }
    if (number.digits.back() != '0') {
      return std::nullopt;
    }
    number.digits.pop_back();
  }
  return number;
}

}  // namespace schoolbook
