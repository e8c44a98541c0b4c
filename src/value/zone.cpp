#include "value/zone.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <tuple>

#include "value/civil.hpp"
#include "value/utc_offset.hpp"
#include "value/zone_table.hpp"

namespace creditkit {
namespace {

using zone_table::named_zones;
using zone_table::NamedZone;
using enum DaylightRule;

constexpr auto names = [] {
  std::array<std::string_view, named_zones.size()> result{};
  std::ranges::transform(named_zones, result.begin(), &NamedZone::name);
  return result;
}();

// What is looked up is packed, to half of the size of the table as it is written, and in an order
// in which neighbours are alike, which compresses well.
//
//   names    "Europe/" area_end, "Dublin" DaylightRule, "Lisbon" DaylightRule, …
constexpr char area_end = 3;

constexpr std::string_view area_of(std::string_view name) {
  return name.substr(0, name.find('/') + 1);
}

constexpr auto zones = [] {
  std::array sorted = named_zones;
  std::ranges::sort(sorted, {}, [](const NamedZone& zone) {
    return std::tuple{area_of(zone.name), zone.rule.daylight, zone.rule.offset_minutes,
                      zone.rule.since_day};
  });
  return sorted;
}();

constexpr std::string pack_names() {
  std::string packed;
  std::string_view area;
  for (const auto& [name, rule] : zones) {
    if (area != area_of(name)) {
      area = area_of(name);
      packed += area;
      packed += area_end;
    }
    packed += name.substr(area.size());
    packed += static_cast<char>(rule.daylight);
  }
  return packed;
}

constexpr auto packed_names = [] {
  std::array<char, pack_names().size()> packed{};
  std::ranges::copy(pack_names(), packed.begin());
  return packed;
}();

constexpr int minutes_per_quarter = 15;

/// What each zone's rule has.
template <typename T>
constexpr auto column(T (*value_of)(const zone_table::Rule&)) {
  std::array<T, zones.size()> values{};
  std::ranges::transform(zones, values.begin(),
                         [=](const NamedZone& zone) { return value_of(zone.rule); });
  return values;
}

constexpr auto offset_quarters = column<std::int8_t>([](const zone_table::Rule& rule) {
  return static_cast<std::int8_t>(rule.offset_minutes / minutes_per_quarter);
});
constexpr auto since_days = column<std::int16_t>(
    [](const zone_table::Rule& rule) { return static_cast<std::int16_t>(rule.since_day); });

static_assert([] {
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (offset_quarters[i] * minutes_per_quarter != zones[i].rule.offset_minutes ||
        since_days[i] != zones[i].rule.since_day) {
      return false;
    }
  }
  return true;
}());

/// The first Sunday no earlier than a date, as a day since 1970-01-01.
constexpr std::int32_t sunday_from(int year, int month, int day) noexcept {
  // Day 3 was a Sunday. A remainder below zero counts the days that are left to the next one.
  const std::int32_t first = days_from_civil(year, month, day);
  const int days_after_sunday = (first - 3) % 7;
  return first + (7 - days_after_sunday) % 7;
}

/// Daylight time of one year in UTC: from `begin` up to, not including, `end`.
struct DaylightTime {
  std::int64_t begin;
  std::int64_t end;

  [[nodiscard]] bool holds(std::int64_t utc_seconds) const noexcept {
    return utc_seconds >= begin && utc_seconds < end;
  }
};

DaylightTime united_states_daylight(int year, std::int64_t offset_seconds) noexcept {
  constexpr std::int64_t at_local = 2 * seconds_per_hour;
  const bool since_2007 = year >= 2007;
  const std::int64_t first = since_2007 ? sunday_from(year, 3, 8) : sunday_from(year, 4, 1);
  const std::int64_t last = since_2007 ? sunday_from(year, 11, 1) : sunday_from(year, 10, 25);
  return {.begin = first * seconds_per_day + at_local - offset_seconds,
          .end = last * seconds_per_day + at_local - offset_seconds - seconds_per_hour};
}

DaylightTime european_union_daylight(int year) noexcept {
  constexpr std::int64_t at_utc = seconds_per_hour;
  return {.begin = sunday_from(year, 3, 25) * seconds_per_day + at_utc,
          .end = sunday_from(year, 10, 25) * seconds_per_day + at_utc};
}

/// The daylight time around a day, which may be one of local time or of UTC.
DaylightTime daylight_around(std::int32_t day, DaylightRule rule,
                             std::int64_t offset_seconds) noexcept {
  const int year = year_around(day);  // no clock changes around New Year
  return rule == united_states ? united_states_daylight(year, offset_seconds)
                               : european_union_daylight(year);
}

}  // namespace

std::optional<Zone> Zone::parse(std::string_view text) noexcept {
  if (text == "UTC" || text == "Z") {
    return Zone{};
  }
  if (const std::optional<int> offset_minutes = parse_utc_offset(text)) {
    return fixed(*offset_minutes);
  }
  std::string_view wanted;  // behind the area at hand; empty in any other
  const char* it = packed_names.data();
  for (std::size_t index = 0; index < zones.size();) {
    const char* const begin = it;
    while (*it > area_end) {
      ++it;
    }
    const std::string_view name{begin, it};
    const char end = *it++;
    if (end == area_end) {
      wanted = text.starts_with(name) ? text.substr(name.size()) : "";
      continue;
    }
    if (wanted == name) {
      return Zone{static_cast<std::int16_t>(offset_quarters[index] * minutes_per_quarter),
                  static_cast<DaylightRule>(end), since_days[index]};
    }
    ++index;
  }
  return std::nullopt;
}

LocalReading Zone::to_utc(std::int64_t local_seconds) const noexcept {
  const std::int64_t offset_seconds = std::int64_t{offset_minutes_} * seconds_per_minute;
  const std::int32_t local_day = day_of(local_seconds);
  LocalReading reading{.utc_seconds = local_seconds - offset_seconds,
                       .assumed = local_day < since_day_};
  if (rule_ == none) {
    return reading;
  }
  // The reading is tried with both offsets: one fits, or both (the hour came twice), or neither
  // (the hour was left out). Reading a missing hour with the standard offset moves it forward by
  // the gap.
  const DaylightTime daylight = daylight_around(local_day, rule_, offset_seconds);
  const std::int64_t if_daylight = reading.utc_seconds - seconds_per_hour;
  const bool fits_daylight = daylight.holds(if_daylight);
  const bool fits_standard = !daylight.holds(reading.utc_seconds);
  if (fits_daylight) {
    reading.utc_seconds = if_daylight;
  }
  reading.ambiguous = fits_daylight && fits_standard;
  reading.shifted = !fits_daylight && !fits_standard;
  return reading;
}

std::int32_t Zone::offset_seconds_at(std::int64_t utc_seconds) const noexcept {
  const std::int64_t offset_seconds = std::int64_t{offset_minutes_} * seconds_per_minute;
  const bool daylight =
      rule_ != none &&
      daylight_around(day_of(utc_seconds), rule_, offset_seconds).holds(utc_seconds);
  return static_cast<std::int32_t>(offset_seconds + (daylight ? seconds_per_hour : 0));
}

std::span<const std::string_view> zone_names() noexcept { return names; }

}  // namespace creditkit
