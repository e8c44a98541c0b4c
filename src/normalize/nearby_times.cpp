#include "normalize/nearby_times.hpp"

#include <cstring>

#include "value/civil.hpp"
#include "value/eight_digits.hpp"
#include "value/utc_offset.hpp"

namespace creditkit {
namespace {

using eight_digits::at;
using eight_digits::Form;
using eight_digits::plain;
using eight_digits::Word;

constexpr std::size_t separator_at = 10;     // YYYY-MM-DD
constexpr std::size_t clock_at = 11;         // YYYY-MM-DDT
constexpr std::size_t date_clock_size = 19;  // YYYY-MM-DDTHH:MM:SS
constexpr std::int64_t ms_per_second = 1'000;

/// The text's last `size` bytes, at least 1, alone.
Word last_bytes(std::string_view text, std::size_t size) {
  return load_word(text.data() + text.size() - word_size) >> (8 * (word_size - size));
}

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
  const std::int64_t unit_ms = whole_seconds ? ms_per_second : 1;
  std::int64_t number = 0;
  if (!read_number(text, number) || number > max_epoch_ms / unit_ms) {
    return false;
  }
  instant = {.epoch_ms = number * unit_ms,
             .precision = whole_seconds ? Precision::second : Precision::millisecond};
  return true;
}

}  // namespace

void NearbyTimes::start(std::string_view text) {
  std::string_view dated = text;
  zone_ = format_ == TimeFormat::local && rule_->zone != nullptr ? *rule_->zone : Zone{};
  for (const auto& [label, zone] : rule_->labels) {
    if (const std::string_view local = after_label(text, label);
        format_ == TimeFormat::labelled_local && !local.empty()) {
      dated = local;
      zone_ = zone;
      break;  // as the parser does
    }
  }
  example_ = text.data();
  date_at_ = text.size() - dated.size();
  suffix_size_ = 0;
  offset_seconds_ = 0;
  day_ = 0;
  // What has no seconds, or no clock at all, stays with the parsers.
  is_started_ = dated.size() >= date_clock_size && dated[date_clock_size - 3] == ':';
  if (is_started_ && format_ == TimeFormat::rfc3339) {
    constexpr std::size_t offset_size = 6;
    const auto minutes = parse_utc_offset(dated.substr(dated.size() - offset_size));
    suffix_size_ = minutes ? offset_size : 1;
    suffix_ = last_bytes(text, suffix_size_);
    offset_seconds_ = minutes.value_or(0) * seconds_per_minute;
  }
}

/// True where `date` is the day at hand, as in most rows, or may become it. A local day may where
/// its first and last second are a day apart: it has no hour twice and leaves none out.
bool NearbyTimes::has_day(const char* date) {
  const Word year_month = load_word(date);
  const Word day = load_word(date + word_size) & 0xFF'FFFFU;
  if (year_month == year_month_ && day == day_) [[likely]] {
    return true;
  }
  std::int32_t days = 0;
  InstantError ignored{};
  if (!is_date_separator(date[separator_at]) || !read_date(date, days, ignored)) {
    return false;
  }
  const std::int64_t midnight = days * seconds_per_day - offset_seconds_;
  const LocalReading first = zone_.to_utc(midnight);
  const LocalReading last = zone_.to_utc(midnight + seconds_per_day - 1);
  if (last.utc_seconds - first.utc_seconds != seconds_per_day - 1) {
    return false;
  }
  year_month_ = year_month;
  day_ = day;
  midnight_ms_ = first.utc_seconds * ms_per_second;
  zone_assumed_ = first.assumed;
  return true;
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
