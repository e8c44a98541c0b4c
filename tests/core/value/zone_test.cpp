#include "value/zone.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "value/civil.hpp"

using creditkit::days_from_civil;
using creditkit::LocalReading;
using creditkit::seconds_per_day;
using creditkit::seconds_per_hour;
using creditkit::seconds_per_minute;
using creditkit::Zone;

namespace {

Zone zone(std::string_view name) {
  const auto parsed = Zone::parse(name);
  INFO(name);
  REQUIRE(parsed.has_value());
  return parsed.value_or(Zone{});
}

std::int64_t at(int year, int month, int day, int hour = 0, int minute = 0) {
  return days_from_civil(year, month, day) * seconds_per_day + hour * seconds_per_hour +
         minute * seconds_per_minute;
}

/// The days of a month on which a Sunday falls, counted from a Sunday that the calendar on the wall
/// shows: 2 January 2000.
std::vector<int> sundays(int year, int month) {
  std::vector<int> days;
  for (int day = 1; day <= creditkit::days_in_month(year, month); ++day) {
    if ((days_from_civil(year, month, day) - days_from_civil(2000, 1, 2)) % 7 == 0) {
      days.push_back(day);
    }
  }
  return days;
}

/// Reads each half hour around a change of the clocks: `wall` is the first local time that the
/// clock no longer shows in the old way, `before` and `after` are minutes from UTC.
void check_change(const Zone& zone, std::int64_t wall, int before, int after) {
  const bool forward = after > before;
  const int gap = forward ? after - before : 0;
  const int overlap = forward ? 0 : before - after;
  for (int minutes = -240; minutes <= 240; minutes += 30) {
    INFO("minutes from the change: " << minutes);
    const LocalReading reading = zone.to_utc(wall + minutes * seconds_per_minute);
    const bool missing = minutes >= 0 && minutes < gap;
    const bool twice = minutes < 0 && minutes >= -overlap;
    const bool old_way = minutes < 0 || missing;
    REQUIRE(reading.utc_seconds ==
            wall + (minutes - (old_way ? before : after)) * seconds_per_minute);
    REQUIRE(reading.shifted == missing);
    REQUIRE(reading.ambiguous == twice);
    REQUIRE_FALSE(reading.assumed);
  }
  const std::int64_t instant = wall - before * seconds_per_minute;
  REQUIRE(zone.offset_seconds_at(instant - 1) == before * seconds_per_minute);
  REQUIRE(zone.offset_seconds_at(instant) == after * seconds_per_minute);
}

}  // namespace

TEST_CASE("UTC and fixed offsets are zones") {
  CHECK(zone("UTC") == Zone{});
  CHECK(zone("Z") == Zone{});
  CHECK(zone("+00:00") == Zone{});
  CHECK(zone("-00:00") == Zone{});
  CHECK(zone("+08:00").to_utc(at(2025, 5, 8, 18)).utc_seconds == at(2025, 5, 8, 10));
  CHECK(zone("-05:30").to_utc(at(2025, 5, 8, 18)).utc_seconds == at(2025, 5, 8, 23, 30));
  CHECK(zone("+23:59").standard_offset_minutes() == 1439);
  CHECK_FALSE(zone("-05:00").to_utc(at(1, 1, 1)).assumed);
}

TEST_CASE("a zone that is not known is refused") {
  for (const std::string_view text :
       {"", "EST", "utc", "z", "america/new_york", "America/New_York ", "America",
        "Australia/Sydney", "Asia/Jerusalem", "+8", "+08", "+0800", "08:00", "+24:00", "+08:60",
        "+8:000", "+08:0a", "GMT+8", "Zulu"}) {
    INFO(text);
    CHECK_FALSE(Zone::parse(text).has_value());
  }
}

TEST_CASE("a zone is known by its area and its name only") {
  for (const std::string_view text : {"America/", "New_York", "Europe/New_York",
                                      "America/Europe/Paris", "America/America/New_York"}) {
    INFO(text);
    CHECK_FALSE(Zone::parse(text).has_value());
  }
}

TEST_CASE("every name that a message offers is accepted") {
  const auto names = creditkit::zone_names();
  CHECK(names.size() >= 100);
  CHECK(std::ranges::is_sorted(names));
  for (const std::string_view name : names) {
    INFO(name);
    CHECK(Zone::parse(name).has_value());
  }
}

TEST_CASE("American clocks change at the hours of the law, 1987 to 2100") {
  struct Place {
    std::string_view name;
    int standard;
  };
  for (const Place& place : {Place{.name = "America/New_York", .standard = -300},
                             Place{.name = "America/Chicago", .standard = -360},
                             Place{.name = "America/Denver", .standard = -420},
                             Place{.name = "America/Los_Angeles", .standard = -480},
                             Place{.name = "America/Anchorage", .standard = -540},
                             Place{.name = "America/Halifax", .standard = -240},
                             Place{.name = "America/Toronto", .standard = -300}}) {
    const Zone here = zone(place.name);
    for (int year = 1987; year <= 2100; ++year) {
      INFO(place.name << " " << year);
      const std::int64_t spring =
          year >= 2007 ? at(year, 3, sundays(year, 3)[1], 2) : at(year, 4, sundays(year, 4)[0], 2);
      const std::int64_t autumn = year >= 2007 ? at(year, 11, sundays(year, 11)[0], 2)
                                               : at(year, 10, sundays(year, 10).back(), 2);
      check_change(here, spring, place.standard, place.standard + 60);
      check_change(here, autumn, place.standard + 60, place.standard);
    }
  }
}

TEST_CASE("European clocks change together at 01:00 UTC, 1996 to 2100") {
  struct Place {
    std::string_view name;
    int standard;
  };
  for (const Place& place : {Place{.name = "Europe/London", .standard = 0},
                             Place{.name = "Europe/Dublin", .standard = 0},
                             Place{.name = "Europe/Berlin", .standard = 60},
                             Place{.name = "Europe/Helsinki", .standard = 120},
                             Place{.name = "Atlantic/Azores", .standard = -60}}) {
    const Zone here = zone(place.name);
    for (int year = 1996; year <= 2100; ++year) {
      INFO(place.name << " " << year);
      const std::int64_t spring = at(year, 3, sundays(year, 3).back(), 1);
      const std::int64_t autumn = at(year, 10, sundays(year, 10).back(), 1);
      check_change(here, spring + place.standard * seconds_per_minute, place.standard,
                   place.standard + 60);
      check_change(here, autumn + (place.standard + 60) * seconds_per_minute, place.standard + 60,
                   place.standard);
    }
  }
}

TEST_CASE("a place without daylight time has one offset all year") {
  struct Place {
    std::string_view name;
    int offset;
  };
  for (const Place& place :
       {Place{.name = "Asia/Shanghai", .offset = 480}, Place{.name = "Asia/Kolkata", .offset = 330},
        Place{.name = "Asia/Kathmandu", .offset = 345},
        Place{.name = "America/Phoenix", .offset = -420},
        Place{.name = "America/Sao_Paulo", .offset = -180},
        Place{.name = "Australia/Brisbane", .offset = 600},
        Place{.name = "Europe/Istanbul", .offset = 180},
        Place{.name = "Pacific/Honolulu", .offset = -600}}) {
    for (int month = 1; month <= 12; ++month) {
      const LocalReading reading = zone(place.name).to_utc(at(2025, month, 15, 12));
      INFO(place.name << " month " << month);
      CHECK(reading.utc_seconds == at(2025, month, 15, 12) - place.offset * seconds_per_minute);
      CHECK_FALSE(reading.ambiguous);
      CHECK_FALSE(reading.shifted);
      CHECK_FALSE(reading.assumed);
    }
  }
}

TEST_CASE("a rule from before its time changes the clocks on its Sundays, from year 1") {
  const Zone new_york = zone("America/New_York");
  const Zone berlin = zone("Europe/Berlin");
  for (int year = 1; year <= 1986; ++year) {
    INFO(year);
    const std::int64_t april = at(year, 4, sundays(year, 4)[0], 2 + 5);
    CHECK(new_york.offset_seconds_at(april - 1) == -5 * seconds_per_hour);
    CHECK(new_york.offset_seconds_at(april) == -4 * seconds_per_hour);
    const std::int64_t october = at(year, 10, sundays(year, 10).back(), 1);
    CHECK(berlin.offset_seconds_at(october - 1) == 2 * seconds_per_hour);
    CHECK(berlin.offset_seconds_at(october) == 1 * seconds_per_hour);
  }
}

TEST_CASE("a reading from before its zone's rule says that the rule was assumed") {
  const auto assumed = [](std::string_view name, std::int64_t local) {
    return zone(name).to_utc(local).assumed;
  };
  CHECK(assumed("America/New_York", at(1986, 12, 31, 23)));
  CHECK_FALSE(assumed("America/New_York", at(1987, 1, 1)));
  CHECK(assumed("Europe/Berlin", at(1995, 12, 31, 23)));
  CHECK_FALSE(assumed("Europe/Berlin", at(1996, 1, 1)));
  CHECK(assumed("America/Sao_Paulo", at(2019, 1, 15)));
  CHECK_FALSE(assumed("America/Sao_Paulo", at(2019, 3, 1)));
  CHECK(assumed("Europe/Moscow", at(2014, 7, 1)));
  CHECK_FALSE(assumed("Europe/Moscow", at(2015, 1, 1)));
  // The rule is applied all the same, down to the first year that can be written.
  CHECK(zone("America/New_York").to_utc(at(1986, 7, 1, 12)).utc_seconds == at(1986, 7, 1, 16));
  CHECK(zone("America/New_York").to_utc(at(1, 1, 1, 12)).utc_seconds == at(1, 1, 1, 17));
  CHECK(zone("America/New_York").to_utc(at(1, 7, 1, 12)).utc_seconds == at(1, 7, 1, 16));
  CHECK(zone("Europe/Berlin").to_utc(at(9999, 7, 1, 12)).utc_seconds == at(9999, 7, 1, 10));
}
