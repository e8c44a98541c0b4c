#pragma once

#include <optional>
#include <string_view>

#include "value/number_text.hpp"

namespace creditkit {

inline constexpr int minutes_per_day = 24 * 60;

/// Minutes since midnight of the five characters "08:30"; minutes_per_day where the clock has no
/// such time, -1 where they are not of this form.
[[nodiscard]] constexpr int clock_minutes(const char* text) noexcept {
  const int hours = two_digits(text);
  const int minutes = two_digits(text + 3);
  if (hours < 0 || text[2] != ':' || minutes < 0) {
    return -1;
  }
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : minutes_per_day;
}

/// "+08:00" or "-05:30" as minutes east of UTC, up to 23:59; nullopt for any other text.
[[nodiscard]] constexpr std::optional<int> parse_utc_offset(std::string_view text) noexcept {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) {
    return std::nullopt;
  }
  const int minutes = clock_minutes(text.data() + 1);
  if (minutes < 0 || minutes == minutes_per_day) {
    return std::nullopt;
  }
  return text[0] == '-' ? -minutes : minutes;
}

}  // namespace creditkit
