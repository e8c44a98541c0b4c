#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace creditkit {

/// When a zone's clocks show daylight time.
enum class DaylightRule : std::uint8_t {
  none,
  united_states,   ///< since 2007: 2nd Sunday of March to 1st Sunday of November, 02:00 local time;
                   ///< before: 1st Sunday of April to last Sunday of October (in force 1987-2006)
  european_union,  ///< since 1996: last Sunday of March to last Sunday of October, 01:00 UTC
};

/// What a local clock reading means in UTC.
struct LocalReading {
  std::int64_t utc_seconds = 0;  ///< seconds since the Unix epoch
  bool ambiguous =
      false;             ///< the reading came twice; the earlier instant (daylight time) was chosen
  bool shifted = false;  ///< the clocks jumped over the reading; it was moved forward by the gap
  bool assumed = false;  ///< the zone's rule was not yet in force: it was applied all the same
};

/// A time zone by rule, without a time zone database: UTC, a fixed offset, or one of zone_names().
///
/// A zone is known from some day on; for earlier readings the same rule is applied and the reading
/// says `assumed`. Left out are zones that follow neither rule (Cairo, Jerusalem, Santiago, Havana,
/// Sydney, Melbourne, Auckland) or changed theirs lately (Vancouver, Edmonton, Winnipeg,
/// Casablanca): their rows need a fixed offset, or an offset in the text.
class Zone {
 public:
  /// UTC.
  constexpr Zone() noexcept = default;

  /// Reads "UTC", "Z", "+08:00", "-05:00" (up to 23:59) or one of zone_names(), spelled exactly.
  [[nodiscard]] static std::optional<Zone> parse(std::string_view text) noexcept;

  /// A fixed distance from UTC in minutes, positive to the east.
  [[nodiscard]] static constexpr Zone fixed(int offset_minutes) noexcept {
    return Zone{static_cast<std::int16_t>(offset_minutes), DaylightRule::none, always};
  }

  /// Turns a local clock reading, counted as if it were UTC, into UTC.
  [[nodiscard]] LocalReading to_utc(std::int64_t local_seconds) const noexcept;

  /// Distance from UTC in seconds at an instant, positive to the east.
  [[nodiscard]] std::int32_t offset_seconds_at(std::int64_t utc_seconds) const noexcept;

  /// Distance from UTC in minutes outside daylight time.
  [[nodiscard]] constexpr int standard_offset_minutes() const noexcept { return offset_minutes_; }

  friend constexpr bool operator==(const Zone&, const Zone&) noexcept = default;

 private:
  /// A first day before any that can be written.
  static constexpr std::int32_t always = INT32_MIN;

  constexpr Zone(std::int16_t offset_minutes, DaylightRule rule, std::int32_t since_day) noexcept
      : since_day_{since_day}, offset_minutes_{offset_minutes}, rule_{rule} {}

  std::int32_t since_day_ = always;  ///< local day, since 1970-01-01, from which the rule is a fact
  std::int16_t offset_minutes_ = 0;
  DaylightRule rule_ = DaylightRule::none;
};

/// The names that Zone::parse knows beside UTC, Z and offsets, in alphabetical order.
[[nodiscard]] std::span<const std::string_view> zone_names() noexcept;

}  // namespace creditkit
