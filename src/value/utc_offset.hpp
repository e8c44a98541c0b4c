#pragma once

#include <optional>
#include <string_view>

#include "value/number_text.hpp"

namespace creditkit {

/// "+08:00" or "-05:30" as minutes east of UTC, up to 23:59; nullopt for any other text.
[[nodiscard]] constexpr std::optional<int> parse_utc_offset(std::string_view text) noexcept {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || !is_digit(text[1]) ||
      !is_digit(text[2]) || text[3] != ':' || !is_digit(text[4]) || !is_digit(text[5])) {
    return std::nullopt;
  }
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
  if (hours > 23 || minutes > 59) {
    return std::nullopt;
  }
  const int total = hours * 60 + minutes;
  return text[0] == '-' ? -total : total;
}

}  // namespace creditkit
