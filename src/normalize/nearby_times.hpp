#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

#include "provider/plan.hpp"
#include "value/instant.hpp"

namespace creditkit {

/// Reads a time by its distance from the one in the row before. Rows of a page lie near each other,
/// so that mostly eight characters differ, and are far cheaper to read than a whole time:
///
///   2026-06-01T10:00:00Z            EST 2024-10-10 06:54:58            1753317736835
///              ╰──────╯                            ╰──────╯                 ╰──────╯
///
/// Only where that is exact. All else is left to the parsers of value/instant.hpp.
class NearbyTimes {
 public:
  /// `rule` outlives this; `format` is the form in which the texts are expected.
  NearbyTimes(const TimeRule& rule, TimeFormat format) : rule_{&rule}, format_{format} {}

  /// Moves `instant`, that of the text before, to that of `text`. False, with `instant` as it was,
  /// where that is to be parsed: then start() follows.
  [[nodiscard]] bool move(std::string_view text, Instant& instant);

  /// Takes `text` as the one before; `parsed` says that it was of the expected form.
  void start(std::string_view text, bool parsed);

 private:
  enum class Day : std::uint8_t { unknown, met_twice, plain, jumps };

  [[nodiscard]] bool is_unix() const {
    return format_ == TimeFormat::unix_seconds || format_ == TimeFormat::unix_milliseconds;
  }
  [[nodiscard]] bool same_around_digits(std::string_view text) const;
  [[nodiscard]] bool read_digits(std::string_view text, std::int64_t& place) const;
  [[nodiscard]] bool is_plain_day();
  /// Another time of the day of the text before.
  [[nodiscard]] std::expected<Instant, InstantError> same_day(std::string_view clock) const;

  const TimeRule* rule_;
  TimeFormat format_;
  std::string_view before_;
  bool is_started_ = false;
  Day day_ = Day::unknown;
  std::size_t digits_at_ = 0;  ///< where the eight characters start
  std::int64_t place_ = 0;     ///< what they say: seconds of the day, or a number
};

}  // namespace creditkit
