#include "value/decimal.hpp"

#include <algorithm>
#include <array>

#include "value/number_text.hpp"
#include "value/text_at.hpp"

namespace creditkit {
namespace {

/// The first magnitude that has 39 digits.
constexpr UInt128 ten_to_19 = 10'000'000'000'000'000'000U;
constexpr UInt128 magnitude_end = ten_to_19 * ten_to_19;

/// Beyond this, what is left when another magnitude is taken off has 39 digits still; and the sum
/// of both fits 128 bits.
constexpr UInt128 too_large = 2 * magnitude_end;

/// magnitude x 10^digits, or `too_large` where that is larger.
UInt128 scaled_up(UInt128 magnitude, std::int64_t digits) noexcept {
  for (; digits > 0 && magnitude != 0; --digits) {
    if (magnitude >= too_large / 10) {
      return too_large;
    }
    magnitude *= 10;
  }
  return magnitude;
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

}  // namespace

const char* describe(DecimalError error) noexcept {
  constexpr const char* texts =
      "is not a number\0"
      "has more than 38 significant digits\0"
      "has more than 38 digits after the point\0"
      "needs more than 38 digits\0";
  return text_at(texts, static_cast<std::size_t>(error));
}

std::expected<Decimal, DecimalError> Decimal::checked(UInt128 magnitude, bool negative,
                                                      std::int64_t scale) noexcept {
  if (scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  magnitude = scaled_up(magnitude, -scale);
  if (magnitude >= magnitude_end) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal{magnitude, negative, static_cast<int>(std::max<std::int64_t>(scale, 0))};
}

std::expected<Decimal, DecimalError> Decimal::parse(std::string_view text) noexcept {
  NumberText number;
  if (!split_number(text, number)) {
    return std::unexpected{DecimalError::syntax};
  }
  UInt128 magnitude = 0;
  for (const std::string_view digits : {number.integer, number.fraction}) {
    for (const char digit : digits) {
      if (magnitude >= magnitude_end / 10) {
        return std::unexpected{DecimalError::too_many_digits};
      }
      magnitude = magnitude * 10 + static_cast<unsigned>(digit - '0');
    }
  }
  return checked(magnitude, number.negative,
                 static_cast<std::int64_t>(number.fraction.size()) - number.exponent);
}

std::expected<Decimal, DecimalError> Decimal::shifted(int minor_digits) const noexcept {
  return checked(magnitude_, negative_, std::int64_t{scale_} + minor_digits);
}

bool Decimal::drop_fraction() noexcept {
  for (; scale_ > 0; --scale_) {
    if (take_digit(magnitude_) != 0) {
      return false;
    }
  }
  return true;
}

std::size_t Decimal::write(char* out) const noexcept {
  // From the end, for that is where the digits come from.
  std::array<char, max_text_size> text{};
  std::size_t begin = max_text_size;
  UInt128 magnitude = magnitude_;
  int digits = 0;
  do {
    if (digits > 0 && digits == scale_) {
      text[--begin] = '.';
    }
    text[--begin] = static_cast<char>('0' + take_digit(magnitude));
    ++digits;
  } while (magnitude != 0 || digits <= scale_);
  if (negative_) {
    text[--begin] = '-';
  }
  return std::string_view{text.data(), text.size()}.substr(begin).copy(out, max_text_size);
}

std::string Decimal::to_string() const {
  std::array<char, max_text_size> text{};
  return {text.data(), write(text.data())};
}

Decimal Decimal::plus(const Decimal& other) const noexcept {
  const int scale = std::max(scale_, other.scale_);
  const UInt128 left = scaled_up(magnitude_, scale - scale_);
  const UInt128 right = scaled_up(other.magnitude_, scale - other.scale_);
  if (negative_ == other.negative_) {
    return {left + right, negative_, scale};
  }
  return left > right ? Decimal{left - right, negative_, scale}
                      : Decimal{right - left, other.negative_, scale};
}

std::expected<Decimal, DecimalError> add(const Decimal& left, const Decimal& right) noexcept {
  const Decimal sum = left.plus(right);
  return Decimal::checked(sum.magnitude_, sum.negative_, sum.scale_);
}

std::expected<Decimal, DecimalError> subtract(const Decimal& left, const Decimal& right) noexcept {
  return add(left, right.negated());
}

std::strong_ordering compare(const Decimal& left, const Decimal& right) noexcept {
  const Decimal difference = left.plus(right.negated());
  return difference.is_zero()   ? std::strong_ordering::equal
         : difference.negative_ ? std::strong_ordering::less
                                : std::strong_ordering::greater;
}

}  // namespace creditkit
