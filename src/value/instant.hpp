#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

#include "value/zone.hpp"

namespace creditkit {

/// What the vendor's text says, and no more.
enum class Precision : std::uint8_t { millisecond, second, minute, day };

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z, years 0001 to 9999, proleptic
/// Gregorian, leap seconds not counted (POSIX time).
struct Instant {
  std::int64_t epoch_ms = 0;
  Precision precision = Precision::millisecond;
  bool zone_assumed = false;  ///< local time from before the day on which its zone's rule is known
  bool ambiguous = false;     ///< a local time that came twice; the earlier instant was chosen
  bool shifted = false;  ///< a local time that the clocks jumped over, moved forward by the gap

  friend constexpr bool operator==(const Instant&, const Instant&) noexcept = default;
};

enum class InstantError : std::uint8_t {
  syntax,              ///< not of the form that was asked for
  field_out_of_range,  ///< month 13, 30 February, hour 24, a leap second elsewhere than at a
                       ///< month's end
  year_out_of_range,   ///< before 0001-01-01T00:00:00Z or after 9999-12-31T23:59:59.999Z
  unknown_label,       ///< the label before the time is none of those declared
};

/// One plain phrase for a message, such as "names a day or an hour that does not exist".
[[nodiscard]] const char* describe(InstantError error) noexcept;

/// First and last millisecond that an Instant can hold.
inline constexpr std::int64_t min_epoch_ms = -62'135'596'800'000;
inline constexpr std::int64_t max_epoch_ms = 253'402'300'799'999;

/// What may stand between a date and a time.
[[nodiscard]] constexpr bool is_date_separator(char c) noexcept {
  return c == 'T' || c == ' ' || c == 't';
}

/// Reads the ten characters "2024-10-10", in days since 1970-01-01. False, with the reason, where
/// they are no date.
[[nodiscard]] bool read_date(const char* text, std::int32_t& days, InstantError& error) noexcept;

/// RFC 3339 date-time: "2025-05-08T18:28:46.25+08:00". 'T', 't' or a space between date and time,
/// 'Z', 'z' or an offset at the end; "-00:00" is UTC. Fraction digits beyond milliseconds are
/// dropped (toward the past). A leap second is accepted where UTC reads 23:59:60 on the last day of
/// a month, and is read as the second after it, as POSIX time has no other place for it.
[[nodiscard]] std::expected<Instant, InstantError> parse_rfc3339(std::string_view text) noexcept;

/// Seconds or milliseconds since the Unix epoch, as a number's text: integer, fraction or exponent,
/// signed or not. Exact; what lies beyond milliseconds is dropped toward the past.
[[nodiscard]] std::expected<Instant, InstantError> parse_unix_seconds(
    std::string_view text) noexcept;
[[nodiscard]] std::expected<Instant, InstantError> parse_unix_milliseconds(
    std::string_view text) noexcept;

/// "2024-10-10": midnight UTC with day precision.
[[nodiscard]] std::expected<Instant, InstantError> parse_date(std::string_view text) noexcept;

/// "2024-10-10 06:54:58", with 'T' or a space, with or without seconds and fraction, read in
/// `zone`.
[[nodiscard]] std::expected<Instant, InstantError> parse_local(std::string_view text,
                                                               const Zone& zone) noexcept;

/// A word before a local time, and the zone it stands for.
struct LabelledZone {
  std::string_view label;
  Zone zone;
};

/// "EST 2024-10-10 06:54:58" or "UTC: 2024-10-10 06:54:58": the label, spelled exactly, an optional
/// ':', spaces; then the local time, which starts with a digit. Empty where `text` is not of this
/// form.
[[nodiscard]] std::string_view after_label(std::string_view text, std::string_view label) noexcept;

/// The same read whole by a list of { label, zone }. A label that is not declared is an error,
/// never a guess.
template <typename Zones>
[[nodiscard]] std::expected<Instant, InstantError> parse_labelled_local(
    std::string_view text, const Zones& zones) noexcept {
  for (const auto& [label, zone] : zones) {
    if (const std::string_view local = after_label(text, label); !local.empty()) {
      return parse_local(local, zone);
    }
  }
  return std::unexpected{InstantError::unknown_label};
}

/// Room for the longest text, "2025-07-24T00:42:16.835Z".
inline constexpr std::size_t rfc3339_text_size = 24;

/// Writes the instant in UTC, without a terminating NUL: with milliseconds where its precision is
/// milliseconds, otherwise with whole seconds. `out` has room for rfc3339_text_size characters.
/// Returns how many were written; 0 where epoch_ms lies outside the years 0001 to 9999.
std::size_t write_rfc3339(const Instant& instant, char* out) noexcept;

}  // namespace creditkit
