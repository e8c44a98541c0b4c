#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace creditkit {

using UInt128 = unsigned __int128;

/// Why a text is no Decimal, or why a result would not be exact.
enum class DecimalError : std::uint8_t {
  syntax,              ///< not a number
  too_many_digits,     ///< more than 38 significant digits are written out
  scale_out_of_range,  ///< more than 38 digits would stand after the point
  overflow,            ///< an exponent or a result needs more than 38 digits
};

/// One plain phrase for a message, such as "is not a number".
[[nodiscard]] const char* describe(DecimalError error) noexcept;

/// An exact signed amount: magnitude x 10^-scale, at most 38 digits, scale 0 to 38.
///
/// 38 digits are what a 128-bit magnitude always holds, and what SQL NUMERIC(38, s) columns send.
/// The scale is part of what the vendor said ("250.00") and is kept; comparing ignores it.
/// There is no negative zero. Nothing here allocates, save to_string().
class Decimal {
 public:
  static constexpr int max_digits = 38;
  static constexpr int max_scale = 38;
  /// Room for the longest text: "-0." and 38 digits.
  static constexpr std::size_t max_text_size = 41;

  /// Zero, with scale 0.
  constexpr Decimal() noexcept = default;

  /// Reads a JSON number (RFC 8259 section 6); a leading '+' and leading zeros pass too, for
  /// vendors send "+12.34" in strings. An exponent is applied exactly: "2.50e1" is 25.0, "1e5" is
  /// 100000.
  [[nodiscard]] static std::expected<Decimal, DecimalError> parse(std::string_view text) noexcept;

  [[nodiscard]] constexpr UInt128 magnitude() const noexcept { return magnitude_; }
  [[nodiscard]] constexpr int scale() const noexcept { return scale_; }
  [[nodiscard]] constexpr bool is_zero() const noexcept { return magnitude_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const noexcept { return negative_; }

  /// The same amount with the other sign.
  [[nodiscard]] constexpr Decimal negated() const noexcept {
    return {magnitude_, !negative_, scale_};
  }

  /// This amount given in minor units: 250 with 2 minor digits is 2.50. A negative count
  /// multiplies.
  [[nodiscard]] std::expected<Decimal, DecimalError> shifted(int minor_digits) const noexcept;

  /// Makes the scale 0; false, with another value, where that drops a digit other than zero.
  [[nodiscard]] bool drop_fraction() noexcept;

  /// Writes plain notation, never an exponent, without a terminating NUL.
  /// `out` has room for max_text_size characters; returns how many were written.
  std::size_t write(char* out) const noexcept;
  [[nodiscard]] std::string to_string() const;

 private:
  constexpr Decimal(UInt128 magnitude, bool negative, int scale) noexcept
      : magnitude_{magnitude},
        scale_{static_cast<std::uint8_t>(scale)},
        negative_{negative && magnitude != 0} {}

  /// magnitude x 10^-scale, where that is in range; the scale may be below zero.
  [[nodiscard]] static std::expected<Decimal, DecimalError> checked(UInt128 magnitude,
                                                                    bool negative,
                                                                    std::int64_t scale) noexcept;
  /// The exact sum where that has at most 38 digits, and otherwise one of its sign that has more.
  [[nodiscard]] Decimal plus(const Decimal& other) const noexcept;
  friend std::expected<Decimal, DecimalError> add(const Decimal& left,
                                                  const Decimal& right) noexcept;
  friend std::strong_ordering compare(const Decimal& left, const Decimal& right) noexcept;

  UInt128 magnitude_ = 0;
  std::uint8_t scale_ = 0;
  bool negative_ = false;
};

/// Sum and difference, with the larger of both scales; `overflow` where that needs over 38 digits.
[[nodiscard]] std::expected<Decimal, DecimalError> add(const Decimal& left,
                                                       const Decimal& right) noexcept;
[[nodiscard]] std::expected<Decimal, DecimalError> subtract(const Decimal& left,
                                                            const Decimal& right) noexcept;

/// Order by value: 1.0 equals 1.00. Never overflows.
[[nodiscard]] std::strong_ordering compare(const Decimal& left, const Decimal& right) noexcept;

/// True where `text` is exactly what Decimal::parse(text)->write() would give, so that it may be
/// copied as it stands: no '+', no exponent, no superfluous leading zero, no negative zero, in
/// range.
[[nodiscard]] bool is_canonical_decimal(std::string_view text) noexcept;

}  // namespace creditkit
