#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/word.hpp"
#include "provider/plan.hpp"
#include "value/instant.hpp"

namespace creditkit {

/// Reads times that are written like one before, some times faster than the parsers of
/// value/instant.hpp: it knows where the date starts, what day it is and what follows the seconds.
///
///   2026-06-01T10:00:00.25+08:00         EST 2024-10-10 06:54:58         1753317736835
///   ╰── day ─╯ ╰clock─╯    ╰zone╯        ╰┬╯ ╰── day ─╯ ╰clock─╯         ╰─ number ──╯
///                                       label
///
/// Only where that is exact. All else is left to those parsers.
class NearbyTimes {
 public:
  /// `rule` outlives this; the texts are expected in the first of its formats.
  explicit NearbyTimes(const TimeRule& rule) : rule_{&rule}, format_{rule.formats.front()} {}

  /// False, with `instant` as it was, where the text is to be parsed: then start() follows.
  [[nodiscard]] bool read(std::string_view text, Instant& instant);

  /// Takes `text`, which was parsed in the expected format, as the example.
  void start(std::string_view text);

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t date_clock_size = 19;  // YYYY-MM-DDTHH:MM:SS
  static constexpr std::int64_t ms_per_second = 1'000;

  [[nodiscard]] bool has_day(const char* date);
  /// Makes `date` the day at hand, if it may be one.
  [[nodiscard]] bool take_day(const char* date, Word year_month, Word day);
  /// The text's last `size` bytes, at least 1, alone.
  [[nodiscard]] static Word last_bytes(std::string_view text, std::size_t size) {
    return load_word(text.data() + text.size() - word_size) >> (8 * (word_size - size));
  }

  const TimeRule* rule_;
  TimeFormat format_;
  bool is_started_ = false;
  bool zone_assumed_ = false;  ///< on the day at hand
  Zone zone_;
  const char* example_ = nullptr;    ///< a text before: starts with the label, if any
  std::size_t date_at_ = 0;          ///< behind it
  std::size_t suffix_size_ = 0;      ///< of the offset behind the clock, if any
  Word suffix_ = 0;                  ///< its bytes
  std::int64_t offset_seconds_ = 0;  ///< what it says
  Word year_month_ = 0;              ///< the day at hand as it is written: "2026-06-" …
  Word day_ = 0;                     ///< … and "01T"; 0: there is none
  std::int64_t midnight_ms_ = 0;     ///< where it starts
};

}  // namespace creditkit
