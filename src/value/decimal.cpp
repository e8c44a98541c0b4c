#include "value/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "value/number_text.hpp"

namespace creditkit {
namespace {

constexpr auto powers_of_ten = [] {
  std::array<UInt128, Decimal::max_digits + 1> powers{};
  UInt128 power = 1;
  for (UInt128& entry : powers) {
    entry = power;
    power *= 10;  // 10^38 is the last one that fits; the product after it is never read
  }
  return powers;
}();

/// The first magnitude that has 39 digits.
constexpr UInt128 magnitude_end = powers_of_ten[Decimal::max_digits];

/// Digits that always fit into 64 bits, and half of max_digits: two such chunks make any
/// coefficient.
constexpr int chunk_digits = 19;

constexpr UInt128 power_of_ten(int exponent) noexcept {
  return powers_of_ten[static_cast<std::size_t>(exponent)];
}

constexpr UInt128 magnitude_of(Int128 value) noexcept {
  return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

constexpr Int128 with_sign(UInt128 magnitude, bool negative) noexcept {
  return negative ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
}

constexpr bool fits_64_bits(Int128 value) noexcept {
  return value == static_cast<std::int64_t>(value);
}

/// magnitude x 10^digits, or nullopt where that needs more than 128 bits.
constexpr std::optional<UInt128> scaled_up(UInt128 magnitude, int digits) noexcept {
  UInt128 product = 0;
  if (__builtin_mul_overflow(magnitude, power_of_ten(digits), &product)) {
    return std::nullopt;
  }
  return product;
}

/// Both coefficients at the larger scale, where 64-bit values and a small distance keep the
/// products (and their sum) below 10^38 without a check: 2^63 x 10^19 + 2^63 < 10^38.
struct Aligned {
  Int128 left;
  Int128 right;
};

constexpr std::optional<Aligned> align_small(const Decimal& left, const Decimal& right) noexcept {
  const int distance = left.scale() - right.scale();
  if (!fits_64_bits(left.coefficient()) || !fits_64_bits(right.coefficient()) ||
      distance > chunk_digits || distance < -chunk_digits) {
    return std::nullopt;
  }
  Aligned aligned{.left = left.coefficient(), .right = right.coefficient()};
  if (distance > 0) {
    aligned.right *= static_cast<Int128>(power_of_ten(distance));
  } else if (distance < 0) {
    aligned.left *= static_cast<Int128>(power_of_ten(-distance));
  }
  return aligned;
}

/// Collects up to 38 digits in two 64-bit chunks: no 128-bit arithmetic per digit.
class DigitCollector {
 public:
  /// False where these digits make it more than 38.
  bool append(std::string_view digits) noexcept {
    if (digits.size() > static_cast<std::size_t>(Decimal::max_digits - count_)) {
      return false;
    }
    for (const char digit : digits) {
      if (count_ == chunk_digits) {
        high_ = low_;
        low_ = 0;
      }
      low_ = low_ * 10 + static_cast<std::uint64_t>(digit - '0');
      ++count_;
    }
    return true;
  }

  [[nodiscard]] int count() const noexcept { return count_; }

  [[nodiscard]] UInt128 value() const noexcept {
    return count_ <= chunk_digits ? low_ : high_ * power_of_ten(count_ - chunk_digits) + low_;
  }

 private:
  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
  int count_ = 0;
};

constexpr std::string_view without_leading_zeros(std::string_view digits) noexcept {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view{} : digits.substr(first);
}

/// One copy of the digit writer: inlined, it would stand in the WASM three times.
[[gnu::noinline]] char* write_chunk(std::uint64_t chunk, char* out) noexcept {
  constexpr std::ptrdiff_t longest_chunk = 20;
  return std::to_chars(out, out + longest_chunk, chunk).ptr;
}

/// Writes the digits of a magnitude below 10^38 and returns their end.
char* write_digits(UInt128 magnitude, char* out) noexcept {
  if (magnitude <= std::numeric_limits<std::uint64_t>::max()) {
    return write_chunk(static_cast<std::uint64_t>(magnitude), out);
  }
  const UInt128 chunk = power_of_ten(chunk_digits);
  const auto low = static_cast<std::uint64_t>(magnitude % chunk);
  out = write_chunk(static_cast<std::uint64_t>(magnitude / chunk), out);
  std::array<char, chunk_digits + 1> low_digits{};
  const char* const low_end = write_chunk(low, low_digits.data());
  out = std::fill_n(out, chunk_digits - (low_end - low_digits.data()), '0');
  return std::copy(static_cast<const char*>(low_digits.data()), low_end, out);
}

std::expected<Decimal, DecimalError> add_magnitudes(UInt128 left, bool left_negative, UInt128 right,
                                                    bool right_negative, int scale) noexcept {
  if (left_negative != right_negative) {
    const bool left_larger = left >= right;
    const UInt128 difference = left_larger ? left - right : right - left;
    if (difference >= magnitude_end) {
      return std::unexpected{DecimalError::overflow};
    }
    return Decimal::from_parts(with_sign(difference, left_larger ? left_negative : right_negative),
                               scale);
  }
  if (left >= magnitude_end || right >= magnitude_end || left + right >= magnitude_end) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal::from_parts(with_sign(left + right, left_negative), scale);
}

}  // namespace

std::string_view describe(DecimalError error) noexcept {
  switch (error) {
    case DecimalError::syntax:
      return "is not a number";
    case DecimalError::too_many_digits:
      return "has more than 38 significant digits";
    case DecimalError::scale_out_of_range:
      return "has more than 38 digits after the point";
    case DecimalError::overflow:
      return "needs more than 38 digits";
    case DecimalError::inexact:
      return "cannot be written exactly with so few digits after the point";
  }
  return "is not a number";
}

std::expected<Decimal, DecimalError> Decimal::from_parts(Int128 coefficient, int scale) noexcept {
  if (scale < 0 || scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  if (magnitude_of(coefficient) >= magnitude_end) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal{coefficient, static_cast<std::uint8_t>(scale)};
}

std::expected<Decimal, DecimalError> Decimal::parse(std::string_view text) noexcept {
  const std::optional<NumberText> number = split_number(text);
  if (!number) {
    return std::unexpected{DecimalError::syntax};
  }
  DigitCollector digits;
  const std::string_view integer = without_leading_zeros(number->integer);
  const std::string_view fraction =
      integer.empty() ? without_leading_zeros(number->fraction) : number->fraction;
  if (!digits.append(integer) || !digits.append(fraction)) {
    return std::unexpected{DecimalError::too_many_digits};
  }
  UInt128 magnitude = digits.value();
  std::int64_t scale = static_cast<std::int64_t>(number->fraction.size()) - number->exponent;
  if (scale < 0) {
    if (magnitude != 0) {
      if (scale < digits.count() - max_digits) {
        return std::unexpected{DecimalError::overflow};
      }
      magnitude *= power_of_ten(static_cast<int>(-scale));
    }
    scale = 0;
  }
  if (scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  return Decimal{with_sign(magnitude, number->negative), static_cast<std::uint8_t>(scale)};
}

std::expected<Decimal, DecimalError> Decimal::shifted(int minor_digits) const noexcept {
  const std::int64_t scale = std::int64_t{scale_} + minor_digits;
  if (scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  if (scale >= 0) {
    return Decimal{coefficient_, static_cast<std::uint8_t>(scale)};
  }
  if (is_zero()) {
    return Decimal{};
  }
  if (-scale > max_digits) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal{coefficient_, 0}.rescaled_up(static_cast<int>(-scale), 0);
}

std::expected<Decimal, DecimalError> Decimal::rescaled(int scale) const noexcept {
  if (scale < 0 || scale > max_scale) {
    return std::unexpected{DecimalError::scale_out_of_range};
  }
  if (scale >= scale_) {
    return rescaled_up(scale - scale_, scale);
  }
  const auto divisor = static_cast<Int128>(power_of_ten(scale_ - scale));
  if (coefficient_ % divisor != 0) {
    return std::unexpected{DecimalError::inexact};
  }
  return Decimal{coefficient_ / divisor, static_cast<std::uint8_t>(scale)};
}

std::expected<Decimal, DecimalError> Decimal::rescaled_up(int digits, int scale) const noexcept {
  const std::optional<UInt128> magnitude = scaled_up(magnitude_of(coefficient_), digits);
  if (!magnitude || *magnitude >= magnitude_end) {
    return std::unexpected{DecimalError::overflow};
  }
  return Decimal{with_sign(*magnitude, is_negative()), static_cast<std::uint8_t>(scale)};
}

std::size_t Decimal::write(char* out) const noexcept {
  char* const start = out;
  if (is_negative()) {
    *out++ = '-';
  }
  if (scale_ == 0) {
    return static_cast<std::size_t>(write_digits(magnitude_of(coefficient_), out) - start);
  }
  std::array<char, max_digits> digits{};
  const char* const digits_begin = digits.data();
  const char* const digits_stop = write_digits(magnitude_of(coefficient_), digits.data());
  const auto count = static_cast<int>(digits_stop - digits_begin);
  if (count > scale_) {
    out = std::copy(digits_begin, digits_stop - scale_, out);
    *out++ = '.';
    out = std::copy(digits_stop - scale_, digits_stop, out);
  } else {
    *out++ = '0';
    *out++ = '.';
    out = std::fill_n(out, scale_ - count, '0');
    out = std::copy(digits_begin, digits_stop, out);
  }
  return static_cast<std::size_t>(out - start);
}

std::string Decimal::to_string() const {
  std::array<char, max_text_size> text{};
  return {text.data(), write(text.data())};
}

std::expected<Decimal, DecimalError> add(const Decimal& left, const Decimal& right) noexcept {
  const int scale = std::max(left.scale(), right.scale());
  if (const std::optional<Aligned> small = align_small(left, right)) {
    return Decimal::from_parts(small->left + small->right, scale);
  }
  // At most one side is scaled up. Beyond 2^128 the other side, below 10^38, cannot bring it back.
  const std::optional<UInt128> left_magnitude =
      scaled_up(magnitude_of(left.coefficient()), scale - left.scale());
  const std::optional<UInt128> right_magnitude =
      scaled_up(magnitude_of(right.coefficient()), scale - right.scale());
  if (!left_magnitude || !right_magnitude) {
    return std::unexpected{DecimalError::overflow};
  }
  return add_magnitudes(*left_magnitude, left.is_negative(), *right_magnitude, right.is_negative(),
                        scale);
}

std::expected<Decimal, DecimalError> subtract(const Decimal& left, const Decimal& right) noexcept {
  return add(left, right.negated());
}

std::strong_ordering compare(const Decimal& left, const Decimal& right) noexcept {
  if (const std::optional<Aligned> small = align_small(left, right)) {
    return small->left <=> small->right;
  }
  if (left.is_negative() != right.is_negative()) {
    return left.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  // A magnitude that leaves 128 bits at the common scale is larger than one that does not.
  const int scale = std::max(left.scale(), right.scale());
  const std::optional<UInt128> left_magnitude =
      scaled_up(magnitude_of(left.coefficient()), scale - left.scale());
  const std::optional<UInt128> right_magnitude =
      scaled_up(magnitude_of(right.coefficient()), scale - right.scale());
  std::strong_ordering order = std::strong_ordering::equal;
  if (!left_magnitude) {
    order = std::strong_ordering::greater;
  } else if (!right_magnitude) {
    order = std::strong_ordering::less;
  } else {
    order = *left_magnitude <=> *right_magnitude;
  }
  return left.is_negative() ? 0 <=> order : order;
}

bool is_canonical_decimal(std::string_view text) noexcept {
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  if (text.size() == start || text.size() > Decimal::max_text_size) {
    return false;
  }
  // One pass whose only branch is the loop's: numbers differ in length and in where their point is.
  std::size_t point = text.size();
  std::size_t others = 0;
  unsigned nonzero = 0;
  for (std::size_t i = start; i < text.size(); ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
    const bool is_other = digit > 9;
    others += is_other ? 1 : 0;
    point = is_other ? i : point;
    nonzero |= is_other ? 0 : digit;
  }
  const std::size_t integer_digits = point - start;
  const std::size_t scale = others == 0 ? 0 : text.size() - point - 1;
  if (others > 0 && (others > 1 || text[point] != '.' || scale == 0 || integer_digits == 0)) {
    return false;
  }
  if (text[start] == '0') {
    return integer_digits == 1 && scale <= Decimal::max_scale && (start == 0 || nonzero != 0);
  }
  return integer_digits + scale <= Decimal::max_digits;
}

}  // namespace creditkit
