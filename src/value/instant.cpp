#include "value/instant.hpp"

#include <optional>

#include "value/civil.hpp"
#include "value/number_text.hpp"
#include "value/text_at.hpp"
#include "value/utc_offset.hpp"

namespace creditkit {
namespace {

constexpr std::int64_t ms_per_second = 1'000;
constexpr std::int64_t min_epoch_seconds = min_epoch_ms / ms_per_second;
constexpr std::int64_t max_epoch_seconds = max_epoch_ms / ms_per_second;

constexpr std::size_t date_size = 10;  // YYYY-MM-DD
constexpr std::size_t clock_at = 11;   // YYYY-MM-DD HH:MM
constexpr std::size_t date_minutes_size = 16;

/// A clock reading with no zone yet, or the error that ended the reading.
struct ClockReading {
  std::int64_t seconds = 0;  ///< counted as if it were UTC; second 60 counts as the next minute's 0
  std::int32_t ms = 0;
  Precision precision = Precision::minute;
  bool leap_second = false;
  InstantError error = InstantError::syntax;

  /// For `return reading.fail(...)`.
  bool fail(InstantError reason) noexcept {
    error = reason;
    return false;
  }
};

/// Takes "YYYY-MM-DD HH:MM" off the text.
bool take_date_minutes(std::string_view& text, ClockReading& reading) noexcept {
  if (text.size() < date_minutes_size) {
    return reading.fail(InstantError::syntax);
  }
  const int minutes = clock_minutes(text.data() + clock_at);
  if (minutes < 0 || !is_date_separator(text[date_size])) {
    return reading.fail(InstantError::syntax);
  }
  std::int32_t days = 0;
  if (!read_date(text.data(), days, reading.error)) {
    return false;
  }
  if (minutes == minutes_per_day) {
    return reading.fail(InstantError::field_out_of_range);
  }
  reading.seconds = days * seconds_per_day + minutes * seconds_per_minute;
  text.remove_prefix(date_minutes_size);
  return true;
}

/// Takes "SS" and a fraction off the text.
bool take_seconds(std::string_view& text, ClockReading& reading) noexcept {
  const int second = text.size() < 2 ? -1 : two_digits(text.data());
  if (second < 0 || second > 60) {
    return reading.fail(second < 0 ? InstantError::syntax : InstantError::field_out_of_range);
  }
  text.remove_prefix(2);
  reading.seconds += second;
  reading.leap_second = second == 60;
  reading.precision = Precision::second;
  if (!take(text, '.')) {
    return true;
  }
  const std::string_view digits = take_digits(text);
  for (std::size_t i = 0; i < 3; ++i) {
    reading.ms = reading.ms * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  }
  reading.precision = Precision::millisecond;
  return !digits.empty() || reading.fail(InstantError::syntax);
}

/// Takes date and time off the text; what is left is the zone's. Seconds may be missing.
bool take_clock_reading(std::string_view& text, ClockReading& reading) noexcept {
  return take_date_minutes(text, reading) && (!take(text, ':') || take_seconds(text, reading));
}

std::expected<Instant, InstantError> instant_of(const ClockReading& reading,
                                                std::int64_t utc_seconds) noexcept {
  if (utc_seconds < min_epoch_seconds || utc_seconds > max_epoch_seconds) {
    return std::unexpected{InstantError::year_out_of_range};
  }
  // A leap second is inserted after 23:59:59 UTC on the last day of a month (ITU-R TF.460-6).
  if (reading.leap_second &&
      (utc_seconds % seconds_per_day != 0 || !begins_month(day_of(utc_seconds)))) {
    return std::unexpected{InstantError::field_out_of_range};
  }
  return Instant{.epoch_ms = utc_seconds * ms_per_second + reading.ms,
                 .precision = reading.precision};
}

/// "Z" or "+HH:MM", in minutes east of UTC.
std::optional<int> parse_zone_suffix(std::string_view text) noexcept {
  if (text.size() == 1) {
    return text[0] == 'Z' || text[0] == 'z' ? std::optional{0} : std::nullopt;
  }
  return parse_utc_offset(text);
}

/// Beyond what an Instant holds on either side.
constexpr std::int64_t too_many_ms = max_epoch_ms + 1;

/// `decimals` is how many digits lie between the number's unit and the millisecond.
std::expected<Instant, InstantError> parse_unix_number(std::string_view text,
                                                       int decimals) noexcept {
  NumberText number;
  if (!split_number(text, number)) {
    return std::unexpected{InstantError::syntax};
  }
  // The digits up to `point` are whole milliseconds; those after it only tell whether something is
  // left.
  const std::int64_t point =
      static_cast<std::int64_t>(number.integer.size()) + number.exponent + decimals;
  std::int64_t whole_ms = 0;
  std::int64_t position = 0;
  bool has_rest = false;
  for (const std::string_view digits : {number.integer, number.fraction}) {
    for (const char digit : digits) {
      if (position++ < point) {
        whole_ms = std::min(whole_ms * 10 + (digit - '0'), too_many_ms);
      } else {
        has_rest = has_rest || digit != '0';
      }
    }
  }
  for (; position < point && whole_ms != 0 && whole_ms < too_many_ms; ++position) {
    whole_ms = std::min(whole_ms * 10, too_many_ms);
  }
  const std::int64_t epoch_ms = number.negative ? -whole_ms - (has_rest ? 1 : 0) : whole_ms;
  if (epoch_ms < min_epoch_ms || epoch_ms > max_epoch_ms) {
    return std::unexpected{InstantError::year_out_of_range};
  }
  const bool whole_seconds =
      decimals == 3 && static_cast<std::int64_t>(number.fraction.size()) <= number.exponent;
  return Instant{.epoch_ms = epoch_ms,
                 .precision = whole_seconds ? Precision::second : Precision::millisecond};
}

/// Writes `value` with leading zeros.
template <std::size_t Width>
char* write_padded(char* out, int value) noexcept {
  for (std::size_t i = Width; i-- > 0; value /= 10) {
    out[i] = static_cast<char>('0' + value % 10);
  }
  return out + Width;
}

}  // namespace

const char* describe(InstantError error) noexcept {
  constexpr const char* texts =
      "is not a time of the declared form\0"
      "names a day, hour, minute or second that does not exist\0"
      "lies outside the years 0001 to 9999\0"
      "does not begin with a declared zone label\0";
  return text_at(texts, static_cast<std::size_t>(error));
}

bool read_date(const char* text, std::int32_t& days, InstantError& error) noexcept {
  const int century = two_digits(text);
  const int year_of_century = two_digits(text + 2);
  const int month = two_digits(text + 5);
  const int day = two_digits(text + 8);
  error = InstantError::syntax;
  if (century < 0 || year_of_century < 0 || text[4] != '-' || month < 0 || text[7] != '-' ||
      day < 0) {
    return false;
  }
  const int year = century * 100 + year_of_century;
  if (year < 1 || !is_civil_date(year, month, day)) {
    error = year < 1 ? InstantError::year_out_of_range : InstantError::field_out_of_range;
    return false;
  }
  days = days_from_civil(year, month, day);
  return true;
}

std::expected<Instant, InstantError> parse_rfc3339(std::string_view text) noexcept {
  ClockReading reading;
  if (!take_clock_reading(text, reading)) {
    return std::unexpected{reading.error};
  }
  if (reading.precision == Precision::minute) {  // RFC 3339 wants seconds
    return std::unexpected{InstantError::syntax};
  }
  const std::optional<int> offset = parse_zone_suffix(text);
  if (!offset) {
    return std::unexpected{InstantError::syntax};
  }
  return instant_of(reading, reading.seconds - *offset * seconds_per_minute);
}

std::expected<Instant, InstantError> parse_unix_seconds(std::string_view text) noexcept {
  return parse_unix_number(text, 3);
}

std::expected<Instant, InstantError> parse_unix_milliseconds(std::string_view text) noexcept {
  return parse_unix_number(text, 0);
}

std::expected<Instant, InstantError> parse_date(std::string_view text) noexcept {
  std::int32_t days = 0;
  InstantError error = InstantError::syntax;
  if (text.size() != date_size || !read_date(text.data(), days, error)) {
    return std::unexpected{error};
  }
  return Instant{.epoch_ms = days * seconds_per_day * ms_per_second, .precision = Precision::day};
}

std::expected<Instant, InstantError> parse_local(std::string_view text, const Zone& zone) noexcept {
  ClockReading reading;
  if (!take_clock_reading(text, reading)) {
    return std::unexpected{reading.error};
  }
  if (!text.empty()) {
    return std::unexpected{InstantError::syntax};
  }
  const LocalReading local = zone.to_utc(reading.seconds);
  std::expected<Instant, InstantError> instant = instant_of(reading, local.utc_seconds);
  if (instant) {
    instant->zone_assumed = local.assumed;
    instant->ambiguous = local.ambiguous;
    instant->shifted = local.shifted;
  }
  return instant;
}

std::string_view after_label(std::string_view text, std::string_view label) noexcept {
  if (!text.starts_with(label)) {
    return {};
  }
  std::string_view rest = text.substr(label.size());
  static_cast<void>(take(rest, ':'));
  bool spaced = false;
  while (take(rest, ' ')) {
    spaced = true;
  }
  // A digit must follow: with labels "US" and "US Eastern" declared, only one of them fits a text.
  return spaced && !rest.empty() && is_digit(rest.front()) ? rest : std::string_view{};
}

std::size_t write_rfc3339(const Instant& instant, char* out) noexcept {
  if (instant.epoch_ms < min_epoch_ms || instant.epoch_ms > max_epoch_ms) {
    return 0;
  }
  // Counted from the first moment, so that every division below is of a positive number.
  const std::int64_t since_min_ms = instant.epoch_ms - min_epoch_ms;
  const std::int64_t since_min_seconds = since_min_ms / ms_per_second;
  const auto second_of_day = static_cast<int>(since_min_seconds % seconds_per_day);
  constexpr auto first_day = static_cast<std::int32_t>(min_epoch_seconds / seconds_per_day);
  const CivilDate date =
      civil_from_days(first_day + static_cast<std::int32_t>(since_min_seconds / seconds_per_day));
  char* const start = out;
  out = write_padded<4>(out, date.year);
  *out++ = '-';
  out = write_padded<2>(out, date.month);
  *out++ = '-';
  out = write_padded<2>(out, date.day);
  *out++ = 'T';
  out = write_padded<2>(out, second_of_day / 3'600);
  *out++ = ':';
  out = write_padded<2>(out, second_of_day / 60 % 60);
  *out++ = ':';
  out = write_padded<2>(out, second_of_day % 60);
  if (instant.precision == Precision::millisecond) {
    *out++ = '.';
    out = write_padded<3>(out, static_cast<int>(since_min_ms % ms_per_second));
  }
  *out++ = 'Z';
  return static_cast<std::size_t>(out - start);
}

}  // namespace creditkit
