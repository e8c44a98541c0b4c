#pragma once

#include <cstdint>

namespace creditkit {

inline constexpr std::int64_t seconds_per_minute = 60;
inline constexpr std::int64_t seconds_per_hour = 3'600;
inline constexpr std::int64_t seconds_per_day = 86'400;

/// A date of the proleptic Gregorian calendar, years 0001 to 9999 and a year around them.
struct CivilDate {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31

  friend constexpr bool operator==(const CivilDate&, const CivilDate&) noexcept = default;
};

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
  // April, June, September and November have 30 days; the others but February alternate around
  // August.
  return month == 2 ? 28 + (is_leap_year(year) ? 1 : 0) : 30 + ((month + month / 8) % 2);
}

/// No month has fewer than 28 days: most days need no look at it.
[[nodiscard]] constexpr bool is_civil_date(int year, int month, int day) noexcept {
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= days_in_month(year, month));
}

/// Days from 0000-03-01 to 1970-01-01. Years are counted from March, so that a leap day ends its
/// year.
inline constexpr std::int32_t epoch_from_march_0 = 719'468;

/// Days since 1970-01-01.
[[nodiscard]] constexpr std::int32_t days_from_civil(int year, int month, int day) noexcept {
  // The 153 days of the five months from March on repeat: 31 30 31 30 31.
  const int months_since_march = month > 2 ? month - 3 : month + 9;
  const int march_year = month > 2 ? year : year - 1;
  const int leap_days = march_year / 4 - march_year / 100 + march_year / 400;
  return march_year * 365 + leap_days + (months_since_march * 153 + 2) / 5 + day - 1 -
         epoch_from_march_0;
}

/// The year of a day since 1970-01-01; on some days around New Year the year next to it.
[[nodiscard]] constexpr int year_around(std::int32_t days) noexcept {
  constexpr std::int64_t epoch_from_year_0 = 719'528;
  return static_cast<int>((days + epoch_from_year_0) * 400 / 146'097);
}

/// True for the first day of a month, as a day since 1970-01-01.
[[nodiscard]] constexpr bool begins_month(std::int32_t days) noexcept {
  constexpr int next_january = 13;
  int month = 1;
  while (month <= next_january && days_from_civil(year_around(days), month, 1) != days) {
    ++month;
  }
  return month <= next_january;
}

/// The date of a day since 1970-01-01. No earlier than 0000-03-01.
[[nodiscard]] constexpr CivilDate civil_from_days(std::int32_t days) noexcept {
  constexpr int days_per_400_years = 146'097;
  constexpr int days_per_100_years = 36'524;
  constexpr int days_per_4_years = 1'461;
  int rest = days + epoch_from_march_0;
  const int cycles_400 = rest / days_per_400_years;
  rest %= days_per_400_years;
  // The last century of a cycle and the last year of four are a day longer than the division says.
  const int centuries = rest / days_per_100_years - rest / (days_per_400_years - 1);
  rest -= centuries * days_per_100_years;
  const int cycles_4 = rest / days_per_4_years;
  rest -= cycles_4 * days_per_4_years;
  const int years = rest / 365 - rest / (days_per_4_years - 1);
  rest -= years * 365;
  const int months_since_march = (rest * 5 + 2) / 153;
  const int month = months_since_march < 10 ? months_since_march + 3 : months_since_march - 9;
  const int march_year = cycles_400 * 400 + centuries * 100 + cycles_4 * 4 + years;
  return {.year = month > 2 ? march_year : march_year + 1,
          .month = month,
          .day = rest - (months_since_march * 153 + 2) / 5 + 1};
}

/// The whole day that a second falls in, also before 1970.
[[nodiscard]] constexpr std::int32_t day_of(std::int64_t seconds) noexcept {
  const std::int64_t day = seconds / seconds_per_day;
  return static_cast<std::int32_t>(seconds % seconds_per_day < 0 ? day - 1 : day);
}

}  // namespace creditkit
