#include "normalize/nearby_times.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "json/scan.hpp"
#include "json/word.hpp"
#include "normalize/column_reader.hpp"

namespace creditkit {
namespace {

constexpr std::size_t digits_size = word_size;
constexpr std::size_t clock_of_date_at = 11;  // 2026-06-01T

/// Equal in the first `size` bytes; at least eight can be loaded.
bool same_start(const char* left, const char* right, std::size_t size) {
  if (size <= word_size) {
    return low_bytes(load_word(left) ^ load_word(right), size) == 0;
  }
  return load_word(left) == load_word(right) &&
         load_word(left + size - word_size) == load_word(right + size - word_size) &&
         (size <= 2 * word_size ||
          std::memcmp(left + word_size, right + word_size, size - 2 * word_size) == 0);
}

/// Equal in the `size` bytes before the ends; at least eight can be loaded.
bool same_end(const char* left_end, const char* right_end, std::size_t size) {
  if (size > word_size) {
    return same_start(left_end - size, right_end - size, size);
  }
  const std::uint64_t differences =
      load_word(left_end - word_size) ^ load_word(right_end - word_size);
  return size == 0 || differences >> (8 * (word_size - size)) == 0;
}

constexpr std::uint64_t eight(std::string_view text) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < word_size; ++i) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  }
  return word;
}

/// Ten times each byte and the byte after it: the value of a pair of digits, where one starts.
std::uint64_t pairs_of(std::uint64_t digits) { return digits * 10 + (digits >> 8U); }

std::int64_t byte_of(std::uint64_t word, unsigned index) {
  return static_cast<std::int64_t>((word >> (8 * index)) & 0xFFU);
}

/// Seconds of the day of "HH:MM:SS".
bool read_clock(std::uint64_t text, std::int64_t& seconds) {
  // Digits become 0 to 9 and colons 0; what is more shows in the upper half of its byte.
  const std::uint64_t digits = text ^ eight("00:00:00");
  constexpr std::uint64_t probe = 0x0606'0F06'060F'0606;
  if (((digits | (digits + probe)) & 0xF0F0'F0F0'F0F0'F0F0) != 0) {
    return false;
  }
  const std::uint64_t pairs = pairs_of(digits);
  const std::int64_t hours = byte_of(pairs, 0);
  const std::int64_t minutes = byte_of(pairs, 3);
  const std::int64_t leftover = byte_of(pairs, 6);
  seconds = hours * 3600 + minutes * 60 + leftover;
  return hours < 24 && minutes < 60 && leftover < 60;
}

bool read_number(std::uint64_t text, std::int64_t& number) {
  const std::uint64_t digits = text ^ eight("00000000");
  constexpr std::uint64_t probe = 0x0606'0606'0606'0606;
  if (((digits | (digits + probe)) & 0xF0F0'F0F0'F0F0'F0F0) != 0) {
    return false;
  }
  const std::uint64_t pairs = pairs_of(digits);
  number = byte_of(pairs, 0) * 1'000'000 + byte_of(pairs, 2) * 10'000 + byte_of(pairs, 4) * 100 +
           byte_of(pairs, 6);
  return true;
}

}  // namespace

bool NearbyTimes::read_digits(std::string_view text, std::int64_t& place) const {
  const std::uint64_t word = load_word(text.data() + digits_at_);
  return is_unix() ? read_number(word, place) : read_clock(word, place);
}

bool NearbyTimes::same_around_digits(std::string_view text) const {
  const char* const end = text.data() + text.size();
  const char* const end_before = before_.data() + before_.size();
  return same_start(text.data(), before_.data(), digits_at_) &&
         same_end(end, end_before, text.size() - digits_at_ - digits_size);
}

void NearbyTimes::start(std::string_view text, bool parsed) {
  before_ = text;
  day_ = Day::unknown;
  const bool at_end = is_unix() || format_ == TimeFormat::labelled_local;
  const std::size_t least = at_end ? digits_size : clock_of_date_at + digits_size;
  is_started_ = parsed && format_ != TimeFormat::date && text.size() >= least;
  if (!is_started_) {
    return;
  }
  digits_at_ = at_end ? text.size() - digits_size : clock_of_date_at;
  // A sign, a point or an exponent would give the digits another weight.
  is_started_ =
      read_digits(text, place_) && (!is_unix() || std::ranges::all_of(text, is_digit_byte));
}

bool NearbyTimes::move(std::string_view text, Instant& instant) {
  std::int64_t place = 0;
  if (!is_started_ || text.size() != before_.size() || !same_around_digits(text) ||
      !read_digits(text, place)) {
    return false;
  }
  const bool local = format_ == TimeFormat::local || format_ == TimeFormat::labelled_local;
  if (local && !is_plain_day()) {
    return false;
  }
  const std::int64_t ms = format_ == TimeFormat::unix_milliseconds ? 1 : 1000;
  const std::int64_t moved = instant.epoch_ms + (place - place_) * ms;
  if (moved < min_epoch_ms || moved > max_epoch_ms) {
    return false;
  }
  instant.epoch_ms = moved;
  place_ = place;
  return true;
}

std::expected<Instant, InstantError> NearbyTimes::same_day(std::string_view clock) const {
  std::string text{before_};
  clock.copy(text.data() + digits_at_, digits_size);
  return parse_time(*rule_, format_, text);
}

// A local day whose first and last second are a day apart has no hour twice and leaves none out.
bool NearbyTimes::is_plain_day() {
  if (day_ == Day::unknown) {
    day_ = Day::met_twice;  // two times in a day are not worth the two that are parsed here
  } else if (day_ == Day::met_twice) {
    const auto first = same_day("00:00:00");
    const auto last = same_day("23:59:59");
    const bool plain = first && last && last->epoch_ms - first->epoch_ms == 86'399'000;
    day_ = plain ? Day::plain : Day::jumps;
  }
  return day_ == Day::plain;
}

}  // namespace creditkit
