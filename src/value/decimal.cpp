#include "value/decimal.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "value/number_text.hpp"

namespace creditkit {
namespace {

/// The first magnitude that has 39 digits.
constexpr UInt128 ten_to_19 = 10'000'000'000'000'000'000U;
constexpr UInt128 magnitude_end = ten_to_19 * ten_to_19;

constexpr UInt128 magnitude_of(Int128 value) noexcept {
  return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

constexpr Int128 with_sign(UInt128 magnitude, bool negative) noexcept {
  return negative ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
}

/// Multiplies by 10^digits; false where that needs more than 128 bits.
bool scale_up(UInt128& magnitude, std::int64_t digits) noexcept {
  constexpr UInt128 most = ~UInt128{0} / 10;
  for (; digits > 0 && magnitude != 0; --digits) {
    if (magnitude > most) {
      return false;
    }
    magnitude *= 10;
  }
  return true;
}

/// Divides by ten, and returns the digit that is left. In 64-bit steps: a 128-bit division would
/// bring code of its own.
unsigned take_digit(UInt128& magnitude) noexcept {
  constexpr std::uint64_t low_half = 0xFFFF'FFFF;
  const auto high = static_cast<std::uint64_t>(magnitude >> 64U);
  const auto low = static_cast<std::uint64_t>(magnitude);
  if (high == 0) {
    magnitude = low / 10;
    return static_cast<unsigned>(low % 10);
  }
  const std::uint64_t upper = ((high % 10) << 32U) | (low >> 32U);
  const std::uint64_t lower = ((upper % 10) << 32U) | (low & low_half);
  magnitude = (static_cast<UInt128>(high / 10) << 64U) | ((upper / 10) << 32U) | (lower / 10);
  return static_cast<unsigned>(lower % 10);
}

/// Two magnitudes at the larger of both scales. At most one of them is scaled up, and what leaves
/// 128 bits there is larger than the other, which is below 10^38.
struct Aligned {
  Aligned(const Decimal& one, const Decimal& other) noexcept
      : scale{std::max(one.scale(), other.scale())},
        left{magnitude_of(one.coefficient())},
        right{magnitude_of(other.coefficient())},
        left_fits{scale_up(left, scale - one.scale())},
        right_fits{scale_up(right, scale - other.scale())} {}

  int scale;
  UInt128 left;
  UInt128 right;
  bool left_fits;
  bool right_fits;
};

}  // namespace

const char* describe(DecimalError error) noexcept {
  static constexpr std::array texts{
      "is not a number",
      "has more than 38 significant digits",
      "has more than 38 digits after the point",
      "needs more than 38 digits",
      "cannot be written exactly with so few digits after the point",
  };
  return texts[static_cast<std::size_t>(error)];
}

std::expected<Decimal, DecimalError> Decimal::checked(UInt128 magnitude, bool negative,
                                                      std::int64_t scale) noexcept {
  if (scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  if (!scale_up(magnitude, -scale) || magnitude >= magnitude_end) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal{with_sign(magnitude, negative),
                 static_cast<std::uint8_t>(std::max<std::int64_t>(scale, 0))};
}

std::expected<Decimal, DecimalError> Decimal::from_parts(Int128 coefficient, int scale) noexcept {
  if (scale < 0) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  return checked(magnitude_of(coefficient), coefficient < 0, scale);
}

std::expected<Decimal, DecimalError> Decimal::parse(std::string_view text) noexcept {
  const std::optional<NumberText> number = split_number(text);
  if (!number) {
    return std::unexpected{DecimalError::syntax};
  }
  // In two chunks: no 128-bit arithmetic for a digit.
  constexpr int chunk_digits = 19;
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  int count = 0;
  for (const std::string_view digits : {number->integer, number->fraction}) {
    for (const char digit : digits) {
      if (count == 0 && digit == '0') {
        continue;
      }
      if (count == max_digits) {
        return std::unexpected{DecimalError::too_many_digits};
      }
      if (count++ == chunk_digits) {
        high = low;
        low = 0;
      }
      low = low * 10 + static_cast<std::uint64_t>(digit - '0');
    }
  }
  UInt128 magnitude = high;
  static_cast<void>(scale_up(magnitude, count - chunk_digits));
  magnitude += low;
  return checked(magnitude, number->negative,
                 static_cast<std::int64_t>(number->fraction.size()) - number->exponent);
}

std::expected<Decimal, DecimalError> Decimal::shifted(int minor_digits) const noexcept {
  return checked(magnitude_of(coefficient_), is_negative(), std::int64_t{scale_} + minor_digits);
}

std::expected<Decimal, DecimalError> Decimal::rescaled(int scale) const noexcept {
  if (scale < 0 || scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  UInt128 magnitude = magnitude_of(coefficient_);
  if (!scale_up(magnitude, scale - scale_)) {
    return std::unexpected{DecimalError::overflow};
  }
  for (int dropped = scale_ - scale; dropped > 0; --dropped) {
    if (take_digit(magnitude) != 0) {
      return std::unexpected{DecimalError::inexact};
    }
  }
  return checked(magnitude, is_negative(), scale);
}

std::size_t Decimal::write(char* out) const noexcept {
  // From the end, for that is where the digits come from.
  std::array<char, max_text_size> text{};
  std::size_t begin = max_text_size;
  UInt128 magnitude = magnitude_of(coefficient_);
  int digits = 0;
  do {
    if (digits > 0 && digits == scale_) {
      text[--begin] = '.';
    }
    text[--begin] = static_cast<char>('0' + take_digit(magnitude));
    ++digits;
  } while (magnitude != 0 || digits <= scale_);
  if (is_negative()) {
    text[--begin] = '-';
  }
  return std::string_view{text.data(), text.size()}.substr(begin).copy(out, max_text_size);
}

std::string Decimal::to_string() const {
  std::array<char, max_text_size> text{};
  return {text.data(), write(text.data())};
}

std::expected<Decimal, DecimalError> add(const Decimal& left, const Decimal& right) noexcept {
  const Aligned aligned{left, right};
  if (!aligned.left_fits || !aligned.right_fits) {
    return std::unexpected{DecimalError::overflow};
  }
  UInt128 magnitude = 0;
  bool negative = left.is_negative();
  if (negative != right.is_negative()) {
    const bool left_larger = aligned.left >= aligned.right;
    magnitude = left_larger ? aligned.left - aligned.right : aligned.right - aligned.left;
    negative = left_larger == negative;
  } else if (aligned.left < magnitude_end && aligned.right < magnitude_end) {
    magnitude = aligned.left + aligned.right;
  } else {
    magnitude = magnitude_end;
  }
  return Decimal::checked(magnitude, negative, aligned.scale);
}

std::expected<Decimal, DecimalError> subtract(const Decimal& left, const Decimal& right) noexcept {
  return add(left, right.negated());
}

std::strong_ordering compare(const Decimal& left, const Decimal& right) noexcept {
  if (left.is_negative() != right.is_negative()) {
    return left.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const Aligned aligned{left, right};
  std::strong_ordering order = aligned.left <=> aligned.right;
  if (!aligned.left_fits) {
    order = std::strong_ordering::greater;
  } else if (!aligned.right_fits) {
    order = std::strong_ordering::less;
  }
  return left.is_negative() ? 0 <=> order : order;
}

}  // namespace creditkit
