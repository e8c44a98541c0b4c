#include <array>
#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <format>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "value/civil.hpp"
#include "value/exact_text.hpp"
#include "value/instant.hpp"

using creditkit::CivilDate;

namespace {

/// The day after, as one counts on a wall calendar.
CivilDate day_after(CivilDate date) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  const int last =
      days.at(static_cast<std::size_t>(date.month - 1)) + (leap && date.month == 2 ? 1 : 0);
  if (date.day < last) {
    return {.year = date.year, .month = date.month, .day = date.day + 1};
  }
  return date.month < 12 ? CivilDate{.year = date.year, .month = date.month + 1, .day = 1}
                         : CivilDate{.year = date.year + 1, .month = 1, .day = 1};
}

/// RFC 3339 by its grammar, one character at a time: milliseconds, or nullopt.
std::optional<std::int64_t> read_slowly(std::string_view text) {
  std::size_t at = 0;
  bool good = true;
  const auto number = [&](int digits) {
    int value = 0;
    for (int i = 0; i < digits; ++i, ++at) {
      good = good && at < text.size() && text[at] >= '0' && text[at] <= '9';
      value = good ? value * 10 + (text[at] - '0') : 0;
    }
    return value;
  };
  const auto one_of = [&](std::string_view allowed) {
    good = good && at < text.size() && allowed.contains(text[at]);
    return good ? text[at++] : '\0';
  };
  const int year = number(4);
  one_of("-");
  const int month = number(2);
  one_of("-");
  const int day = number(2);
  one_of("Tt ");
  const int hour = number(2);
  one_of(":");
  const int minute = number(2);
  one_of(":");
  const int second = number(2);
  int ms = 0;
  if (good && at < text.size() && text[at] == '.') {
    ++at;
    const std::size_t fraction_at = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    }
    good = good && at > fraction_at;
    const std::string padded = std::string{text.substr(fraction_at, at - fraction_at)} + "00";
    ms = good ? std::stoi(padded.substr(0, 3)) : 0;
  }
  int offset = 0;
  const char sign = one_of("Zz+-");
  if (sign == '+' || sign == '-') {
    const int hours = number(2);
    one_of(":");
    const int minutes = number(2);
    good = good && hours <= 23 && minutes <= 59;
    offset = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
  }
  // A leap second is left to tests of its own: the texts drawn here never hold one.
  if (!good || at != text.size() || year < 1 || month < 1 || month > 12 || day < 1 ||
      day > creditkit::days_in_month(year, month) || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  std::int64_t result = creditkit::days_from_civil(year, month, day);
  result = ((result * 24 + hour) * 60 + minute - offset) * 60 + second;
  result = result * 1'000 + ms;
  const bool in_range = result >= creditkit::min_epoch_ms && result <= creditkit::max_epoch_ms;
  return in_range ? std::optional{result} : std::nullopt;
}

std::string random_time(std::mt19937_64& engine) {
  const auto between = [&](int low, int high) {
    return std::uniform_int_distribution{low, high}(engine);
  };
  constexpr std::array separators{'T', 't', ' '};
  std::string text =
      std::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", between(0, 9999), between(0, 13),
                  between(0, 32), separators.at(static_cast<std::size_t>(between(0, 2))),
                  between(0, 24), between(0, 60), between(0, 59));
  if (between(0, 1) == 1) {
    text += std::format(".{}", between(0, 999'999));
  }
  if (between(0, 1) == 1) {
    text += std::format("{}{:02}:{:02}", between(0, 1) == 1 ? '+' : '-', between(0, 24),
                        between(0, 60));
  } else {
    text += between(0, 1) == 1 ? 'Z' : 'z';
  }
  return text;
}

}  // namespace

TEST_CASE("every day from 0001 to 9999 follows the one before") {
  CivilDate date{.year = 1, .month = 1, .day = 1};
  std::int32_t days = creditkit::days_from_civil(1, 1, 1);
  REQUIRE(days * creditkit::seconds_per_day * 1'000 == creditkit::min_epoch_ms);
  std::int64_t wrong = 0;
  for (; date.year <= 9999; date = day_after(date), ++days) {
    wrong += creditkit::days_from_civil(date.year, date.month, date.day) == days ? 0 : 1;
    wrong += creditkit::civil_from_days(days) == date ? 0 : 1;
  }
  CHECK(wrong == 0);
  CHECK(days * creditkit::seconds_per_day * 1'000 - 1 == creditkit::max_epoch_ms);
}

TEST_CASE("every day from 0001 to 9999 is written as it was read") {
  std::array<char, creditkit::rfc3339_text_size> text{};
  std::int64_t wrong = 0;
  constexpr std::int64_t odd_hour_ms = 86'400'000 + 3'723'004;
  for (std::int64_t ms = creditkit::min_epoch_ms; ms <= creditkit::max_epoch_ms;
       ms += odd_hour_ms) {
    const std::string_view written{text.data(),
                                   creditkit::write_rfc3339({.epoch_ms = ms}, text.data())};
    const auto read = creditkit::parse_rfc3339(written);
    wrong += read && read->epoch_ms == ms ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("eight characters at a time read what one at a time reads") {
  const std::uint64_t seed = Catch::getSeed();
  std::mt19937_64 engine{seed};
  std::uniform_int_distribution<int> any_byte{-128, 127};
  int accepted = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text = random_time(engine);
    if (round % 2 == 1) {
      std::uniform_int_distribution<std::size_t> any_place{0, text.size() - 1};
      const std::size_t place = any_place(engine);
      text[place] = static_cast<char>(any_byte(engine));
      if (round % 8 == 1) {
        text.resize(place);
      }
    }
    INFO("seed " << seed << ", round " << round << ": " << text);
    const ExactText exact{text};
    const auto read = creditkit::parse_rfc3339(exact.view());
    const auto expected = read_slowly(text);
    const bool leap_second = text.size() > 18 && text[17] == '6';
    if (!leap_second) {
      REQUIRE((read ? std::optional{read->epoch_ms} : std::nullopt) == expected);
    }
    accepted += read ? 1 : 0;
  }
  CHECK(accepted > 20'000);
}
