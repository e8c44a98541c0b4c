#include "normalize/nearby_times.hpp"

#include <cstring>

#include "value/civil.hpp"
#include "value/eight_digits.hpp"

namespace creditkit {
namespace {

using eight_digits::at;
using eight_digits::Form;
using eight_digits::plain;
using eight_digits::Word;

constexpr std::size_t clock_at = 11;  // YYYY-MM-DDT

/// Seconds of the day of "HH:MM:SS".
bool read_clock(const char* text, std::int64_t& seconds) {
  constexpr Form form{"00:00:00"};
  const Word digits = form.digits(load_word(text));
  const Word pairs = eight_digits::pairs_of(digits);
  const int hour = at(pairs, 0);
  const int minute = at(pairs, 3);
  const int second = at(pairs, 6);
  seconds = hour * seconds_per_hour + minute * seconds_per_minute + second;
  return form.fits(digits) && hour < 24 && minute < 60 && second < 60;
}

/// ".25", of which milliseconds count; the clock stands before it.
bool read_fraction(const char* point, const char* fraction_end, std::int32_t& ms) {
  const auto size = static_cast<std::size_t>(fraction_end - point) - 1;
  if (*point != '.' || size == 0 || size > word_size) {
    return false;
  }
  const Word digits = plain.digits(load_word(fraction_end - word_size)) >> (8 * (word_size - size));
  ms = at(digits, 0) * 100 + at(digits, 1) * 10 + at(digits, 2);
  return plain.fits(digits);
}

/// 9 to 16 digits: what a Unix time of today has.
bool read_number(std::string_view text, std::int64_t& number) {
  if (text.size() <= word_size || text.size() > 2 * word_size) {
    return false;
  }
  const Word high = plain.digits(load_word(text.data())) << (8 * (2 * word_size - text.size()));
  const Word low = plain.digits(load_word(text.data() + text.size() - word_size));
  number = eight_digits::value_of(high) * 100'000'000 + eight_digits::value_of(low);
  return plain.fits(high) && plain.fits(low);
}

bool read_unix(std::string_view text, bool whole_seconds, Instant& instant) {
  const std::int64_t unit_ms = whole_seconds ? 1'000 : 1;
  std::int64_t number = 0;
  if (!read_number(text, number) || number > max_epoch_ms / unit_ms) {
    return false;
  }
  instant = {.epoch_ms = number * unit_ms,
             .precision = whole_seconds ? Precision::second : Precision::millisecond};
  return true;
}

}  // namespace

/// True where `date` is the day at hand, as in most rows, or may become it.
bool NearbyTimes::has_day(const char* date) {
  const Word year_month = load_word(date);
  const Word day = load_word(date + word_size) & 0xFF'FFFFU;
  return (year_month == year_month_ && day == day_) || take_day(date, year_month, day);
}

bool NearbyTimes::read(std::string_view text, Instant& instant) {
  if (format_ == TimeFormat::unix_seconds || format_ == TimeFormat::unix_milliseconds) {
    return read_unix(text, format_ == TimeFormat::unix_seconds, instant);
  }
  if (!is_started_ || text.size() < date_at_ + date_clock_size + suffix_size_) {
    return false;
  }
  const char* const date = text.data() + date_at_;
  const char* const clock_end = date + date_clock_size;
  const char* const suffix = text.data() + text.size() - suffix_size_;
  std::int64_t seconds = 0;
  std::int32_t ms = 0;
  if (!has_day(date) || !read_clock(date + clock_at, seconds) ||
      (clock_end < suffix && !read_fraction(clock_end, suffix, ms)) ||
      (suffix_size_ > 0 && last_bytes(text, suffix_size_) != suffix_) ||
      (date_at_ > 0 && std::memcmp(text.data(), example_, date_at_) != 0)) {
    return false;
  }
  const std::int64_t epoch_ms = midnight_ms_ + seconds * ms_per_second + ms;
  if (epoch_ms < min_epoch_ms || epoch_ms > max_epoch_ms) {
    return false;
  }
  instant = {.epoch_ms = epoch_ms,
             .precision = clock_end < suffix ? Precision::millisecond : Precision::second,
             .zone_assumed = zone_assumed_};
  return true;
}

}  // namespace creditkit
