#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "value/civil.hpp"
#include "value/zone.hpp"

namespace creditkit::zone_table {

using enum DaylightRule;

struct Rule {
  std::int16_t offset_minutes;  ///< outside daylight time
  DaylightRule daylight;
  std::int32_t since_day;  ///< first local day from which both hold without a break
};

struct NamedZone {
  std::string_view name;
  Rule rule;
};

[[nodiscard]] constexpr std::int16_t offset(int hours, int minutes = 0) {
  return static_cast<std::int16_t>(hours * 60 + minutes);
}

[[nodiscard]] constexpr std::int32_t since(int year, int month, int day) {
  return days_from_civil(year, month, day);
}

inline constexpr std::int32_t since_1987 = since(1987, 1, 1);
inline constexpr std::int32_t since_1996 = since(1996, 1, 1);

/// Facts: IANA time zone database 2026f, https://www.iana.org/time-zones. Western and central
/// Canada gave up daylight time in 2026 and is left out: a rule since then would misread the years
/// before.
// The columns are named once, at the structs.
// NOLINTBEGIN(modernize-use-designated-initializers)
inline constexpr std::array named_zones = std::to_array<NamedZone>({
    {"Africa/Abidjan", {offset(0), none, since(1912, 1, 2)}},
    {"Africa/Accra", {offset(0), none, since(1956, 1, 2)}},
    {"Africa/Addis_Ababa", {offset(3), none, since(1936, 5, 6)}},
    {"Africa/Algiers", {offset(1), none, since(1981, 5, 2)}},
    {"Africa/Dar_es_Salaam", {offset(3), none, since(1961, 1, 2)}},
    {"Africa/Johannesburg", {offset(2), none, since(1944, 3, 20)}},
    {"Africa/Kampala", {offset(3), none, since(1957, 1, 2)}},
    {"Africa/Khartoum", {offset(2), none, since(2017, 11, 1)}},
    {"Africa/Lagos", {offset(1), none, since(1919, 9, 2)}},
    {"Africa/Nairobi", {offset(3), none, since(1942, 8, 2)}},
    {"Africa/Tunis", {offset(1), none, since(2008, 10, 27)}},
    {"America/Anchorage", {offset(-9), united_states, since_1987}},
    {"America/Argentina/Buenos_Aires", {offset(-3), none, since(2009, 3, 15)}},
    {"America/Bogota", {offset(-5), none, since(1993, 2, 7)}},
    {"America/Caracas", {offset(-4), none, since(2016, 5, 2)}},
    {"America/Chicago", {offset(-6), united_states, since_1987}},
    {"America/Costa_Rica", {offset(-6), none, since(1992, 3, 15)}},
    {"America/Denver", {offset(-7), united_states, since_1987}},
    {"America/Detroit", {offset(-5), united_states, since_1987}},
    {"America/Guatemala", {offset(-6), none, since(2006, 10, 1)}},
    {"America/Guayaquil", {offset(-5), none, since(1993, 2, 5)}},
    {"America/Halifax", {offset(-4), united_states, since_1987}},
    {"America/La_Paz", {offset(-4), none, since(1932, 3, 21)}},
    {"America/Lima", {offset(-5), none, since(1994, 4, 1)}},
    {"America/Los_Angeles", {offset(-8), united_states, since_1987}},
    {"America/Mexico_City", {offset(-6), none, since(2022, 10, 31)}},
    {"America/Montevideo", {offset(-3), none, since(2015, 3, 9)}},
    {"America/New_York", {offset(-5), united_states, since_1987}},
    {"America/Panama", {offset(-5), none, since(1908, 4, 23)}},
    {"America/Phoenix", {offset(-7), none, since(1967, 10, 30)}},
    {"America/Puerto_Rico", {offset(-4), none, since(1945, 10, 1)}},
    {"America/Regina", {offset(-6), none, since(1960, 4, 25)}},
    {"America/Santo_Domingo", {offset(-4), none, since(2000, 12, 4)}},
    {"America/Sao_Paulo", {offset(-3), none, since(2019, 2, 17)}},
    {"America/Toronto", {offset(-5), united_states, since_1987}},
    {"Asia/Almaty", {offset(5), none, since(2024, 3, 1)}},
    {"Asia/Baghdad", {offset(3), none, since(2007, 10, 2)}},
    {"Asia/Bahrain", {offset(3), none, since(1972, 6, 1)}},
    {"Asia/Baku", {offset(4), none, since(2015, 10, 26)}},
    {"Asia/Bangkok", {offset(7), none, since(1920, 4, 2)}},
    {"Asia/Colombo", {offset(5, 30), none, since(2006, 4, 16)}},
    {"Asia/Dhaka", {offset(6), none, since(2010, 1, 1)}},
    {"Asia/Dubai", {offset(4), none, since(1920, 1, 2)}},
    {"Asia/Ho_Chi_Minh", {offset(7), none, since(1975, 6, 13)}},
    {"Asia/Hong_Kong", {offset(8), none, since(1979, 10, 22)}},
    {"Asia/Jakarta", {offset(7), none, since(1964, 1, 1)}},
    {"Asia/Karachi", {offset(5), none, since(2009, 11, 1)}},
    {"Asia/Kathmandu", {offset(5, 45), none, since(1986, 1, 2)}},
    {"Asia/Kolkata", {offset(5, 30), none, since(1945, 10, 15)}},
    {"Asia/Kuala_Lumpur", {offset(8), none, since(1982, 1, 2)}},
    {"Asia/Kuwait", {offset(3), none, since(1950, 1, 1)}},
    {"Asia/Macau", {offset(8), none, since(1979, 10, 22)}},
    {"Asia/Manila", {offset(8), none, since(1990, 7, 29)}},
    {"Asia/Nicosia", {offset(2), european_union, since(1999, 1, 1)}},
    {"Asia/Qatar", {offset(3), none, since(1972, 6, 1)}},
    {"Asia/Riyadh", {offset(3), none, since(1947, 3, 14)}},
    {"Asia/Seoul", {offset(9), none, since(1988, 10, 10)}},
    {"Asia/Shanghai", {offset(8), none, since(1991, 9, 16)}},
    {"Asia/Singapore", {offset(8), none, since(1982, 1, 2)}},
    {"Asia/Taipei", {offset(8), none, since(1979, 10, 1)}},
    {"Asia/Tashkent", {offset(5), none, since(1991, 9, 30)}},
    {"Asia/Tbilisi", {offset(4), none, since(2005, 3, 28)}},
    {"Asia/Tokyo", {offset(9), none, since(1951, 9, 10)}},
    {"Asia/Yangon", {offset(6, 30), none, since(1945, 5, 3)}},
    {"Asia/Yerevan", {offset(4), none, since(2011, 10, 31)}},
    {"Atlantic/Azores", {offset(-1), european_union, since_1996}},
    {"Atlantic/Bermuda", {offset(-4), united_states, since_1987}},
    {"Atlantic/Canary", {offset(0), european_union, since_1996}},
    {"Atlantic/Madeira", {offset(0), european_union, since_1996}},
    {"Atlantic/Reykjavik", {offset(0), none, since(1968, 4, 8)}},
    {"Australia/Brisbane", {offset(10), none, since(1992, 3, 2)}},
    {"Australia/Darwin", {offset(9, 30), none, since(1944, 3, 27)}},
    {"Australia/Perth", {offset(8), none, since(2009, 3, 30)}},
    {"Europe/Amsterdam", {offset(1), european_union, since_1996}},
    {"Europe/Athens", {offset(2), european_union, since_1996}},
    {"Europe/Belgrade", {offset(1), european_union, since_1996}},
    {"Europe/Berlin", {offset(1), european_union, since_1996}},
    {"Europe/Bratislava", {offset(1), european_union, since_1996}},
    {"Europe/Brussels", {offset(1), european_union, since_1996}},
    {"Europe/Bucharest", {offset(2), european_union, since(1997, 1, 1)}},
    {"Europe/Budapest", {offset(1), european_union, since_1996}},
    {"Europe/Copenhagen", {offset(1), european_union, since_1996}},
    {"Europe/Dublin", {offset(0), european_union, since_1996}},
    {"Europe/Helsinki", {offset(2), european_union, since_1996}},
    {"Europe/Istanbul", {offset(3), none, since(2016, 3, 28)}},
    {"Europe/Kyiv", {offset(2), european_union, since(1997, 1, 1)}},
    {"Europe/Lisbon", {offset(0), european_union, since(1997, 1, 1)}},
    {"Europe/Ljubljana", {offset(1), european_union, since_1996}},
    {"Europe/London", {offset(0), european_union, since_1996}},
    {"Europe/Luxembourg", {offset(1), european_union, since_1996}},
    {"Europe/Madrid", {offset(1), european_union, since_1996}},
    {"Europe/Malta", {offset(1), european_union, since_1996}},
    {"Europe/Minsk", {offset(3), none, since(2011, 3, 28)}},
    {"Europe/Monaco", {offset(1), european_union, since_1996}},
    {"Europe/Moscow", {offset(3), none, since(2014, 10, 27)}},
    {"Europe/Oslo", {offset(1), european_union, since_1996}},
    {"Europe/Paris", {offset(1), european_union, since_1996}},
    {"Europe/Prague", {offset(1), european_union, since_1996}},
    {"Europe/Riga", {offset(2), european_union, since(2001, 1, 1)}},
    {"Europe/Rome", {offset(1), european_union, since_1996}},
    {"Europe/Sarajevo", {offset(1), european_union, since_1996}},
    {"Europe/Skopje", {offset(1), european_union, since_1996}},
    {"Europe/Sofia", {offset(2), european_union, since(1997, 1, 1)}},
    {"Europe/Stockholm", {offset(1), european_union, since_1996}},
    {"Europe/Tallinn", {offset(2), european_union, since(2002, 1, 1)}},
    {"Europe/Vienna", {offset(1), european_union, since_1996}},
    {"Europe/Vilnius", {offset(2), european_union, since(2003, 1, 1)}},
    {"Europe/Warsaw", {offset(1), european_union, since_1996}},
    {"Europe/Zagreb", {offset(1), european_union, since_1996}},
    {"Europe/Zurich", {offset(1), european_union, since_1996}},
    {"Indian/Mauritius", {offset(4), none, since(2009, 3, 30)}},
    {"Pacific/Honolulu", {offset(-10), none, since(1947, 6, 9)}},
});
// NOLINTEND(modernize-use-designated-initializers)

static_assert(std::ranges::is_sorted(named_zones, {}, &NamedZone::name), "found by halving");

}  // namespace creditkit::zone_table
