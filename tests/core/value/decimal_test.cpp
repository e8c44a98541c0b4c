#include "value/decimal.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "value/exact_text.hpp"

using creditkit::add;
using creditkit::compare;
using creditkit::Decimal;
using creditkit::DecimalError;
using creditkit::is_canonical_decimal;
using creditkit::subtract;

namespace {

const std::string nines_38(38, '9');

/// The number's plain text, or the error's description in angle brackets.
std::string shown(const std::expected<Decimal, DecimalError>& result) {
  if (!result) {
    return "<" + std::string{describe(result.error())} + ">";
  }
  return result->to_string();
}

std::string read(std::string_view text) { return shown(Decimal::parse(ExactText{text}.view())); }

Decimal number(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  REQUIRE(parsed.has_value());
  return *parsed;
}

DecimalError refusal(std::string_view text) {
  const auto parsed = Decimal::parse(ExactText{text}.view());
  INFO(text);
  REQUIRE_FALSE(parsed.has_value());
  return parsed.error();
}

}  // namespace

TEST_CASE("an amount comes out with the digits and the scale that the vendor sent") {
  for (const std::string_view text :
       {"0", "7", "-7", "250.00", "0.0", "12.34", "-0.5", "9007199254740993",
        "0.1234567890123456789012345678", "1228.55600", "18446744073709551615",
        "18446744073709551616", "99999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000001", "-0.99999999999999999999999999999999999999",
        "-9999999999999999999.9999999999999999999", "1000000000000000000.0000000000000000000"}) {
    CHECK(read(text) == text);
  }
}

TEST_CASE("what is not a plain JSON number but a number all the same is read") {
  CHECK(read("+12.34") == "12.34");
  CHECK(read("007") == "7");
  CHECK(read("-000.50") == "-0.50");
  CHECK(read("00") == "0");
}

TEST_CASE("an exponent is applied exactly") {
  CHECK(read("1e-7") == "0.0000001");
  CHECK(read("2.50e1") == "25.0");
  CHECK(read("1e5") == "100000");
  CHECK(read("1E+5") == "100000");
  CHECK(read("-1.5e3") == "-1500");
  CHECK(read("100e-2") == "1.00");
  CHECK(read("1e0") == "1");
  CHECK(read("1e37") == "1" + std::string(37, '0'));
  CHECK(read("1e-38") == "0." + std::string(37, '0') + "1");
  CHECK(read("1e00000000000000000000000000005") == "100000");
}

TEST_CASE("there is no negative zero") {
  CHECK(read("-0") == "0");
  CHECK(read("-0.00") == "0.00");
  CHECK(read("-0e5") == "0");
  CHECK_FALSE(number("-0.00").is_negative());
  CHECK(number("0.00").negated().to_string() == "0.00");
}

TEST_CASE("a text that is no number is refused as such") {
  for (const std::string_view text :
       {"",          " ",     "-",     "+",     ".",    "e5",         ".5",
        "5.",        "5.e1",  "1e",    "1e+",   "1e-",  "--1",        "+-1",
        "1 ",        " 1",    "1,5",   "1.2.3", "0x10", "NaN",        "Infinity",
        "-Infinity", "1_000", "1e5.0", "1e5e5", "1\n",  "\xC2\xA0 1", "\xD9\xA1"}) {
    CHECK(refusal(text) == DecimalError::syntax);
  }
  CHECK(refusal(std::string_view{"1\0", 2}) == DecimalError::syntax);
}

TEST_CASE("a number that 38 digits cannot hold is refused, never rounded") {
  CHECK(read(nines_38) == nines_38);
  CHECK(refusal(nines_38 + "9") == DecimalError::too_many_digits);
  CHECK(refusal("1." + nines_38) == DecimalError::too_many_digits);
  CHECK(refusal("0." + nines_38 + "0") == DecimalError::too_many_digits);
  CHECK(refusal("1" + std::string(38, '0')) == DecimalError::too_many_digits);
  CHECK(refusal("0." + std::string(39, '0')) == DecimalError::scale_out_of_range);
  CHECK(refusal("0." + std::string(38, '0') + "1") == DecimalError::scale_out_of_range);
  CHECK(refusal("1e-39") == DecimalError::scale_out_of_range);
  CHECK(refusal("1e38") == DecimalError::overflow);
  CHECK(refusal("10e37") == DecimalError::overflow);
}

TEST_CASE("leading zeros are no digits") {
  CHECK(read(std::string(100, '0') + nines_38) == nines_38);
  CHECK(read("0." + nines_38) == "0." + nines_38);
}

TEST_CASE("a huge exponent is answered at once") {
  for (const std::string_view huge : {"1e999999999999999999999999", "-7E4294967296",
                                      "1e9223372036854775807", "1e18446744073709551616"}) {
    CHECK(refusal(huge) == DecimalError::overflow);
  }
  for (const std::string_view tiny :
       {"1e-999999999999999999999999", "7E-4294967296", "0e-9223372036854775808"}) {
    CHECK(refusal(tiny) == DecimalError::scale_out_of_range);
  }
  CHECK(read("0e999999999999999999999999") == "0");
  CHECK(read("-0.00e1000000") == "0");
  CHECK(refusal("1e" + std::string(1'000'000, '9')) == DecimalError::overflow);
  CHECK(read("0." + std::string(99'999, '0') + "1e100000") == "1");
}

TEST_CASE("sums are exact and keep the larger scale") {
  CHECK(shown(add(number("0.1"), number("0.2"))) == "0.3");
  CHECK(shown(add(number("1.50"), number("2"))) == "3.50");
  CHECK(shown(add(number("1.00"), number("-1"))) == "0.00");
  CHECK(shown(subtract(number("5"), number("7.125"))) == "-2.125");
  CHECK(shown(subtract(number("9223372036854775807"), number("-9223372036854775807"))) ==
        "18446744073709551614");
}

TEST_CASE("a sum that needs 39 digits is an error, never a wrapped number") {
  const Decimal largest = number(nines_38);
  CHECK(add(largest, number("1")).error() == DecimalError::overflow);
  CHECK(add(largest, largest).error() == DecimalError::overflow);
  CHECK(subtract(largest.negated(), largest).error() == DecimalError::overflow);
  CHECK(add(number("1e37"), number("0.01")).error() == DecimalError::overflow);
  CHECK(add(largest, number("0.00000000000000000000000000000000000001")).error() ==
        DecimalError::overflow);
  CHECK(shown(add(largest, number("0"))) == nines_38);
  CHECK(shown(subtract(largest, largest)) == "0");
}

TEST_CASE("a sum that fits is found although a term, at the common scale, does not fit") {
  const Decimal term = number("1" + std::string(37, '0'));
  const Decimal back = number("-" + std::string(37, '9') + ".5");
  CHECK(shown(add(term, back)) == "0.5");
  CHECK(shown(add(back, term)) == "0.5");
}

TEST_CASE("amounts are ordered by value, whatever their scales") {
  CHECK(compare(number("1.0"), number("1.00")) == std::strong_ordering::equal);
  CHECK(compare(number("-0.00"), number("0")) == std::strong_ordering::equal);
  CHECK(compare(number("1.01"), number("1.001")) == std::strong_ordering::greater);
  CHECK(compare(number("-1.01"), number("-1.001")) == std::strong_ordering::less);
  CHECK(compare(number("-1"), number("0.00000000000000000001")) == std::strong_ordering::less);
  const Decimal largest = number(nines_38);
  const Decimal smallest = number("0.00000000000000000000000000000000000001");
  CHECK(compare(largest, smallest) == std::strong_ordering::greater);
  CHECK(compare(smallest, largest) == std::strong_ordering::less);
  CHECK(compare(largest.negated(), smallest.negated()) == std::strong_ordering::less);
  CHECK(compare(smallest.negated(), largest.negated()) == std::strong_ordering::greater);
  CHECK(compare(largest, largest.negated()) == std::strong_ordering::greater);
}

TEST_CASE("the sign can be turned") {
  CHECK(number("2.004").negated().to_string() == "-2.004");
  CHECK(number("-" + nines_38).negated().to_string() == nines_38);
}

TEST_CASE("minor units become the amount that they stand for") {
  CHECK(shown(number("250").shifted(2)) == "2.50");
  CHECK(shown(number("-5").shifted(2)) == "-0.05");
  CHECK(shown(number("1234").shifted(0)) == "1234");
  CHECK(shown(number("1234").shifted(3)) == "1.234");
  CHECK(shown(number("12.5").shifted(2)) == "0.125");
  CHECK(shown(number("2.50").shifted(-2)) == "250");
  CHECK(shown(number("2.5").shifted(-2)) == "250");
  CHECK(shown(number("0.0").shifted(-100)) == "0");
  CHECK(number("1").shifted(39).error() == DecimalError::scale_out_of_range);
  CHECK(number("0.1").shifted(38).error() == DecimalError::scale_out_of_range);
  CHECK(number("1").shifted(-38).error() == DecimalError::overflow);
  CHECK(number("1").shifted(INT32_MIN).error() == DecimalError::overflow);
  CHECK(number("1").shifted(INT32_MAX).error() == DecimalError::scale_out_of_range);
}

TEST_CASE("a whole number is one however it is written, and no other is") {
  const auto whole = [](std::string_view text) {
    Decimal read = number(text);
    return read.drop_fraction() ? read.to_string() : "none";
  };
  CHECK(whole("2") == "2");
  CHECK(whole("2.500") == "none");
  CHECK(whole("-2.00") == "-2");
  CHECK(whole("1.5e3") == "1500");
  CHECK(whole("0." + std::string(38, '0')) == "0");
  CHECK(whole("0." + std::string(37, '0') + "1") == "none");
  CHECK(whole("9999999999999999999.0000000000000000000") == "9999999999999999999");
}

TEST_CASE("the longest text fits into the room that is promised") {
  const Decimal longest = number("-0." + nines_38);
  std::array<char, Decimal::max_text_size> room{};
  CHECK(longest.write(room.data()) == Decimal::max_text_size);
  CHECK(std::string_view(room.data(), room.size()) == "-0." + nines_38);
}

TEST_CASE("a text may be copied verbatim exactly where reading and writing would give it back") {
  for (const std::string_view text :
       {"0", "-1", "10", "0.0", "0.00", "250.00", "-0.01", "0.1234567890123456789012345678",
        "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000000"}) {
    CHECK(is_canonical_decimal(ExactText{text}.view()));
  }
  for (const std::string_view text : {"",
                                      "-",
                                      "-0",
                                      "-0.00",
                                      "+1",
                                      "01",
                                      "00",
                                      "-01",
                                      "00.5",
                                      ".5",
                                      "5.",
                                      "-.5",
                                      "1e5",
                                      "1E5",
                                      "1.5e0",
                                      "1.2.3",
                                      "1 ",
                                      " 1",
                                      "--1",
                                      "a",
                                      "1a",
                                      "1.a",
                                      "999999999999999999999999999999999999999",
                                      "1.00000000000000000000000000000000000000",
                                      "0.000000000000000000000000000000000000000"}) {
    INFO(text);
    CHECK_FALSE(is_canonical_decimal(ExactText{text}.view()));
  }
}
