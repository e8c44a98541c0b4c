#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "value/decimal.hpp"
#include "value/exact_text.hpp"
#include "value/random_number_text.hpp"
#include "value/schoolbook.hpp"

using creditkit::Decimal;
using creditkit::DecimalError;

namespace {

// Catch2 prints the seed of a run; --rng-seed=N plays it again.
constexpr int rounds = 20'000;

std::string shown(const std::expected<Decimal, DecimalError>& result) {
  return result ? result->to_string() : "<" + std::string{describe(result.error())} + ">";
}

std::string overflow() { return "<" + std::string{describe(DecimalError::overflow)} + ">"; }

/// The digits that are written out, before an exponent adds any.
std::size_t written_digits(std::string_view text) {
  return schoolbook::significant_digits(schoolbook::read(text.substr(0, text.find_first_of("eE"))));
}

std::string expected_reading(std::string_view text) {
  const schoolbook::Number number = schoolbook::read(text);
  if (written_digits(text) > 38) {
    return "<" + std::string{describe(DecimalError::too_many_digits)} + ">";
  }
  if (schoolbook::significant_digits(number) > 38) {
    return overflow();
  }
  if (number.scale > 38) {
    return "<" + std::string{describe(DecimalError::scale_out_of_range)} + ">";
  }
  return schoolbook::write(number);
}

std::string expected_result(const schoolbook::Number& number) {
  return schoolbook::significant_digits(number) > 38 ? overflow() : schoolbook::write(number);
}

}  // namespace

TEST_CASE("any number is read as by hand, or refused for the reason found by hand") {
  const std::uint64_t seed = Catch::getSeed();
  RandomNumberText random{seed};
  for (int round = 0; round < rounds; ++round) {
    const std::string text = random.any();
    INFO("seed " << seed << ", round " << round << ": " << text);
    const ExactText exact{text};
    REQUIRE(shown(Decimal::parse(exact.view())) == expected_reading(text));
    REQUIRE(creditkit::is_canonical_decimal(exact.view()) == (expected_reading(text) == text));
  }
}

TEST_CASE("sums, differences and order are those found by hand") {
  const std::uint64_t seed = Catch::getSeed();
  RandomNumberText random{seed};
  for (int round = 0; round < rounds; ++round) {
    const std::string left_text = random.held();
    const std::string right_text = random.one_in(8) ? left_text : random.held();
    INFO("seed " << seed << ", round " << round << ": " << left_text << " and " << right_text);
    const auto left = Decimal::parse(left_text);
    const auto right = Decimal::parse(right_text);
    REQUIRE(left.has_value());
    REQUIRE(right.has_value());
    const schoolbook::Number left_by_hand = schoolbook::read(left_text);
    const schoolbook::Number right_by_hand = schoolbook::read(right_text);
    REQUIRE(shown(creditkit::add(*left, *right)) ==
            expected_result(schoolbook::add(left_by_hand, right_by_hand)));
    REQUIRE(shown(creditkit::subtract(*left, *right)) ==
            expected_result(schoolbook::add(left_by_hand, schoolbook::negated(right_by_hand))));
    const auto order = creditkit::compare(*left, *right);
    const int sign = order < 0 ? -1 : (order > 0 ? 1 : 0);
    REQUIRE(sign == schoolbook::compare(left_by_hand, right_by_hand));
  }
}

TEST_CASE("a moved point and a dropped fraction are those found by hand") {
  const std::uint64_t seed = Catch::getSeed();
  RandomNumberText random{seed};
  for (int round = 0; round < rounds; ++round) {
    const std::string text = random.held();
    const int places = random.between(-40, 40);
    INFO("seed " << seed << ", round " << round << ": " << text << " by " << places);
    const auto number = Decimal::parse(text);
    REQUIRE(number.has_value());
    const schoolbook::Number by_hand = schoolbook::read(text);

    const schoolbook::Number shifted = schoolbook::shifted(by_hand, places);
    REQUIRE(shown(number->shifted(places)) ==
            (shifted.scale > 38
                 ? "<" + std::string{describe(DecimalError::scale_out_of_range)} + ">"
                 : expected_result(shifted)));

    const std::optional<schoolbook::Number> whole = schoolbook::whole(by_hand);
    Decimal read = *number;
    REQUIRE(read.drop_fraction() == whole.has_value());
    REQUIRE((!whole || read.to_string() == schoolbook::write(*whole)));
  }
}
