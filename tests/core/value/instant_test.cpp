#include "value/instant.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>

#include "value/exact_text.hpp"

using creditkit::Instant;
using creditkit::InstantError;
using creditkit::LabelledZone;
using creditkit::Precision;
using creditkit::Zone;

namespace {

std::string written(const Instant& instant) {
  std::array<char, creditkit::rfc3339_text_size> text{};
  return {text.data(), creditkit::write_rfc3339(instant, text.data())};
}

/// The instant's text, or the error's description in angle brackets.
std::string shown(const std::expected<Instant, InstantError>& result) {
  return result ? written(*result) : "<" + std::string{describe(result.error())} + ">";
}

auto rfc3339(std::string_view text) { return creditkit::parse_rfc3339(ExactText{text}.view()); }
auto unix_seconds(std::string_view text) {
  return creditkit::parse_unix_seconds(ExactText{text}.view());
}
auto unix_milliseconds(std::string_view text) {
  return creditkit::parse_unix_milliseconds(ExactText{text}.view());
}
auto date(std::string_view text) { return creditkit::parse_date(ExactText{text}.view()); }

Zone zone(std::string_view name) {
  const auto parsed = Zone::parse(name);
  REQUIRE(parsed.has_value());
  return parsed.value_or(Zone{});
}

auto local(std::string_view text, std::string_view zone_name) {
  return creditkit::parse_local(ExactText{text}.view(), zone(zone_name));
}

auto labelled(std::string_view text, std::string_view eastern = "America/New_York") {
  const std::array zones{LabelledZone{.label = "EST", .zone = zone(eastern)},
                         LabelledZone{.label = "EDT", .zone = zone(eastern)},
                         LabelledZone{.label = "UTC", .zone = Zone{}},
                         LabelledZone{.label = "UTC+08:00", .zone = zone("+08:00")},
                         LabelledZone{.label = "US", .zone = zone("America/Chicago")},
                         LabelledZone{.label = "US Pacific", .zone = zone("America/Los_Angeles")}};
  return creditkit::parse_labelled_local(ExactText{text}.view(), zones);
}

template <typename Parse>
void check_refused(const Parse& parse, InstantError reason,
                   std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    INFO(text);
    const auto result = parse(text);
    REQUIRE_FALSE(result.has_value());
    CHECK(describe(result.error()) == describe(reason));
  }
}

}  // namespace

TEST_CASE("a label before a local time decides its zone") {
  CHECK(shown(labelled("EST 2024-10-10 06:54:58")) == "2024-10-10T10:54:58Z");
  CHECK(shown(labelled("EST 2024-10-10 06:54:58", "-05:00")) == "2024-10-10T11:54:58Z");
  CHECK(shown(labelled("EST 2024-12-10 06:54:58")) == "2024-12-10T11:54:58Z");
  CHECK(shown(labelled("UTC: 2024-11-05 23:05:56")) == "2024-11-05T23:05:56Z");
  CHECK(shown(labelled("UTC 2024-11-05T23:05:56")) == "2024-11-05T23:05:56Z");
  CHECK(shown(labelled("EDT   2024-07-01 00:00")) == "2024-07-01T04:00:00Z");
  CHECK(shown(labelled("UTC+08:00 2024-11-05 08:00:00")) == "2024-11-05T00:00:00Z");
  CHECK(shown(labelled("US 2024-07-01 00:00:00")) == "2024-07-01T05:00:00Z");
  CHECK(shown(labelled("US Pacific 2024-07-01 00:00:00")) == "2024-07-01T07:00:00Z");
}

TEST_CASE("a label that is not declared is an error, never a guess") {
  check_refused(
      [](std::string_view text) { return labelled(text); }, InstantError::unknown_label,
      {"PST 2024-10-10 06:54:58", "est 2024-10-10 06:54:58", "2024-10-10 06:54:58", "EST", "",
       "EST:", "EST ", "EST2024-10-10 06:54:58", "EST:2024-10-10 06:54:58",
       "ESTX 2024-10-10 06:54:58", "EST:: 2024-10-10 06:54:58", " EST 2024-10-10 06:54:58"});
  check_refused([](std::string_view text) { return labelled(text); }, InstantError::syntax,
                {"EST 2024-10-10", "EST 2024-10-10 06:54:58 EST", "EST 2024-10-10 06:54:58Z"});
  check_refused([](std::string_view text) { return labelled(text); },
                InstantError::field_out_of_range, {"EST 2024-13-10 06:54:58"});
}

TEST_CASE("an RFC 3339 time is read with its own offset") {
  CHECK(shown(rfc3339("2025-05-08T18:28:46+08:00")) == "2025-05-08T10:28:46Z");
  CHECK(shown(rfc3339("2025-05-08T10:28:46Z")) == "2025-05-08T10:28:46Z");
  CHECK(shown(rfc3339("2025-05-08t10:28:46z")) == "2025-05-08T10:28:46Z");
  CHECK(shown(rfc3339("2025-05-08 10:28:46Z")) == "2025-05-08T10:28:46Z");
  CHECK(shown(rfc3339("2025-05-08T10:28:46-00:00")) == "2025-05-08T10:28:46Z");
  CHECK(shown(rfc3339("2025-12-31T20:00:00-05:30")) == "2026-01-01T01:30:00Z");
  CHECK(shown(rfc3339("1969-12-31T23:59:59.250Z")) == "1969-12-31T23:59:59.250Z");
  CHECK(rfc3339("2025-05-08T18:28:46+08:00")->epoch_ms == 1'746'700'126'000);
}

TEST_CASE("a fraction of any length is read; what is finer than milliseconds is dropped") {
  CHECK(shown(rfc3339("2025-07-24T00:42:16.835Z")) == "2025-07-24T00:42:16.835Z");
  CHECK(shown(rfc3339("2025-07-24T00:42:16.8Z")) == "2025-07-24T00:42:16.800Z");
  CHECK(shown(rfc3339("2025-07-24T00:42:16.83Z")) == "2025-07-24T00:42:16.830Z");
  CHECK(shown(rfc3339("2025-07-24T00:42:16.835999999+02:00")) == "2025-07-23T22:42:16.835Z");
  CHECK(shown(rfc3339("2025-07-24T00:42:16." + std::string(1000, '9') + "Z")) ==
        "2025-07-24T00:42:16.999Z");
  CHECK(shown(rfc3339("1969-12-31T23:59:59.0009Z")) == "1969-12-31T23:59:59.000Z");
}

TEST_CASE("a text that is no RFC 3339 time is refused") {
  check_refused(rfc3339, InstantError::syntax,
                {"",
                 "2025",
                 "2025-05-08",
                 "2025-05-08T10:28",
                 "2025-05-08T10:28Z",
                 "2025-05-08T10:28:46",
                 "2025-05-08T10:28:46.Z",
                 "2025-05-08T10:28:46.5",
                 "2025-05-08T10:28:46+0800",
                 "2025-05-08T10:28:46+08",
                 "2025-05-08T10:28:46+08:0",
                 "2025-05-08T10:28:46+24:00",
                 "2025-05-08T10:28:46+08:60",
                 "2025-05-08T10:28:46ZZ",
                 "2025-05-08T10:28:46Z ",
                 " 2025-05-08T10:28:46Z",
                 "2025-05-08_10:28:46Z",
                 "2025/05/08T10:28:46Z",
                 "2025-05-08T10.28.46Z",
                 "2025-05-08T10:28.46Z",
                 "2025-05-08T1:28:46Z0",
                 "2025-5-008T10:28:46Z",
                 "+025-05-08T10:28:46Z",
                 "12025-05-08T10:28:46Z",
                 "2025-05-08T10:2a:46Z",
                 "2025-05-08T10:28:4aZ",
                 "2025-05-08T10:28:46,5Z",
                 "\xFF\xFF\xFF\xFF-\xFF\xFF-\xFF\xFFT10:28:46Z"});
  check_refused(rfc3339, InstantError::field_out_of_range,
                {"2025-00-08T10:28:46Z", "2025-13-08T10:28:46Z", "2025-05-00T10:28:46Z",
                 "2025-05-32T10:28:46Z", "2025-04-31T10:28:46Z", "2025-02-29T10:28:46Z",
                 "1900-02-29T10:28:46Z", "2025-05-08T24:00:00Z", "2025-05-08T10:60:46Z",
                 "2025-05-08T10:28:61Z"});
}

TEST_CASE("leap days are days") {
  CHECK(shown(rfc3339("2024-02-29T12:00:00Z")) == "2024-02-29T12:00:00Z");
  CHECK(shown(rfc3339("2000-02-29T12:00:00Z")) == "2000-02-29T12:00:00Z");
}

TEST_CASE("a leap second is the second after it, and stands nowhere but at the end of a month") {
  CHECK(shown(rfc3339("2016-12-31T23:59:60Z")) == "2017-01-01T00:00:00Z");
  CHECK(shown(rfc3339("1990-12-31T15:59:60-08:00")) == "1991-01-01T00:00:00Z");
  CHECK(shown(rfc3339("2015-06-30T23:59:60.500Z")) == "2015-07-01T00:00:00.500Z");
  check_refused(rfc3339, InstantError::field_out_of_range,
                {"2016-12-30T23:59:60Z", "2017-01-01T12:30:60Z", "2016-12-31T23:58:60Z",
                 "2016-12-31T22:59:60Z", "2016-12-31T23:59:60+01:00"});
}

TEST_CASE("years from 0001 to 9999 are held, others are refused") {
  CHECK(rfc3339("0001-01-01T00:00:00Z")->epoch_ms == creditkit::min_epoch_ms);
  CHECK(rfc3339("9999-12-31T23:59:59.999Z")->epoch_ms == creditkit::max_epoch_ms);
  CHECK(shown(rfc3339("0001-01-01T00:00:00.001Z")) == "0001-01-01T00:00:00.001Z");
  check_refused(rfc3339, InstantError::year_out_of_range,
                {"0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
                 "9999-12-31T23:59:60Z"});
  check_refused(date, InstantError::year_out_of_range, {"0000-01-01"});
  check_refused(unix_seconds, InstantError::year_out_of_range,
                {"-62135596801", "253402300800", "99999999999999999999", "1e12", "-62135596800.001",
                 "1e999999999999999999999"});
  check_refused(unix_milliseconds, InstantError::year_out_of_range,
                {"-62135596800001", "253402300800000", "9223372036854775808"});
  CHECK(unix_seconds("-62135596800")->epoch_ms == creditkit::min_epoch_ms);
  CHECK(unix_seconds("253402300799.9999")->epoch_ms == creditkit::max_epoch_ms);
}

TEST_CASE("Unix times are exact, with a fraction or without") {
  CHECK(shown(unix_milliseconds("1753317736835")) == "2025-07-24T00:42:16.835Z");
  CHECK(shown(unix_seconds("1730847667")) == "2024-11-05T23:01:07Z");
  CHECK(unix_seconds("1730847667.123456789")->epoch_ms == 1'730'847'667'123);
  CHECK(unix_seconds("1753317736.8349999999999999999999999")->epoch_ms == 1'753'317'736'834);
  CHECK(unix_milliseconds("1753317736835.999")->epoch_ms == 1'753'317'736'835);
  CHECK(unix_seconds("1.730847667e9")->epoch_ms == 1'730'847'667'000);
  CHECK(unix_seconds("17308476671234e-4")->epoch_ms == 1'730'847'667'123);
  CHECK(unix_seconds("0")->epoch_ms == 0);
  CHECK(unix_seconds("0e99999999999999999999")->epoch_ms == 0);
  CHECK(unix_seconds("1e-99999999999999999999")->epoch_ms == 0);
  CHECK(unix_seconds("+0001")->epoch_ms == 1'000);
}

TEST_CASE("before 1970, too, a finer fraction is dropped toward the past") {
  CHECK(unix_seconds("-1")->epoch_ms == -1'000);
  CHECK(unix_seconds("-1.5")->epoch_ms == -1'500);
  CHECK(unix_seconds("-1.0005")->epoch_ms == -1'001);
  CHECK(unix_seconds("-0.0001")->epoch_ms == -1);
  CHECK(unix_milliseconds("-0.5")->epoch_ms == -1);
  CHECK(unix_milliseconds("-1.000")->epoch_ms == -1);
  CHECK(unix_seconds("-1e-99999999999999999999")->epoch_ms == -1);
}

TEST_CASE("a text that is no Unix time is refused") {
  check_refused(unix_seconds, InstantError::syntax,
                {"", "-", "1.", ".5", "1 ", "0x1", "NaN", "1e", "2024-10-10"});
  check_refused(unix_milliseconds, InstantError::syntax, {"", "1753317736835L"});
}

TEST_CASE("a date is midnight UTC and claims no time of day") {
  CHECK(shown(date("2024-10-10")) == "2024-10-10T00:00:00Z");
  CHECK(date("2024-10-10")->precision == Precision::day);
  check_refused(date, InstantError::syntax,
                {"", "2024-10-1", "2024-10-100", "2024-10-10T00:00:00Z", "2024/10/10", "20241010",
                 "24-10-10", "2024-1O-10"});
  check_refused(date, InstantError::field_out_of_range,
                {"2024-02-30", "2023-02-29", "2024-00-10", "2024-10-00"});
}

TEST_CASE("an instant says how precise the vendor's text was") {
  CHECK(rfc3339("2025-05-08T10:28:46Z")->precision == Precision::second);
  CHECK(rfc3339("2025-05-08T10:28:46.0Z")->precision == Precision::millisecond);
  CHECK(unix_seconds("1730847667")->precision == Precision::second);
  CHECK(unix_seconds("1730847667.0")->precision == Precision::millisecond);
  CHECK(unix_seconds("1.730847667e9")->precision == Precision::second);
  CHECK(unix_milliseconds("1730847667000")->precision == Precision::millisecond);
  CHECK(local("2024-10-10 06:54", "UTC")->precision == Precision::minute);
  CHECK(local("2024-10-10 06:54:58", "UTC")->precision == Precision::second);
  CHECK(local("2024-10-10 06:54:58.1", "UTC")->precision == Precision::millisecond);
}

TEST_CASE("a local time is read in its declared zone") {
  CHECK(shown(local("2024-10-10 06:54:58", "America/New_York")) == "2024-10-10T10:54:58Z");
  CHECK(shown(local("2024-10-10T06:54:58.25", "-05:00")) == "2024-10-10T11:54:58.250Z");
  CHECK(shown(local("2024-10-10 06:54", "Asia/Shanghai")) == "2024-10-09T22:54:00Z");
  CHECK(shown(local("2016-12-31 18:59:60", "America/New_York")) == "2017-01-01T00:00:00Z");
  const auto plain = [](std::string_view text) { return local(text, "UTC"); };
  check_refused(plain, InstantError::syntax,
                {"", "2024-10-10", "2024-10-10 06:54:58Z", "2024-10-10 06:54:58 ",
                 "2024-10-10 06:54:", "2024-10-10 06:54:5", "2024-10-10 06:54:58.",
                 "2024-10-10 06:54Z", "2024-10-10 06"});
  check_refused([](std::string_view text) { return local(text, "+01:00"); },
                InstantError::year_out_of_range, {"0001-01-01 00:59:59"});
}

TEST_CASE("a local hour that came twice is the earlier one, and says so") {
  const auto twice = local("2024-11-03 01:30:00", "America/New_York");
  CHECK(shown(twice) == "2024-11-03T05:30:00Z");
  CHECK(twice->ambiguous);
  CHECK_FALSE(local("2024-11-03 00:59:59", "America/New_York")->ambiguous);
  CHECK_FALSE(local("2024-11-03 02:00:00", "America/New_York")->ambiguous);
  CHECK_FALSE(local("2024-11-03 01:30:00", "-05:00")->ambiguous);
  CHECK(local("2024-10-27 02:30:00", "Europe/Berlin")->ambiguous);
}

TEST_CASE("a local hour that never came is moved forward by the gap, and says so") {
  const auto missing = local("2024-03-10 02:30:00", "America/New_York");
  CHECK(shown(missing) == "2024-03-10T07:30:00Z");
  CHECK(missing->shifted);
  CHECK_FALSE(missing->ambiguous);
  CHECK_FALSE(local("2024-03-10 03:00:00", "America/New_York")->shifted);
}

TEST_CASE("only a zone whose rule was not yet in force is called assumed") {
  CHECK(local("1986-07-01 12:00:00", "America/New_York")->zone_assumed);
  CHECK_FALSE(local("2024-07-01 12:00:00", "America/New_York")->zone_assumed);
  CHECK_FALSE(local("1986-07-01 12:00:00", "-05:00")->zone_assumed);
  CHECK_FALSE(rfc3339("1986-07-01T12:00:00Z")->zone_assumed);
}

TEST_CASE("an instant outside the years that can be written is not written") {
  std::array<char, creditkit::rfc3339_text_size> text{};
  CHECK(creditkit::write_rfc3339({.epoch_ms = creditkit::min_epoch_ms - 1}, text.data()) == 0);
  CHECK(creditkit::write_rfc3339({.epoch_ms = creditkit::max_epoch_ms + 1}, text.data()) == 0);
  CHECK(written({.epoch_ms = creditkit::min_epoch_ms}) == "0001-01-01T00:00:00.000Z");
  CHECK(written({.epoch_ms = creditkit::max_epoch_ms}) == "9999-12-31T23:59:59.999Z");
}
