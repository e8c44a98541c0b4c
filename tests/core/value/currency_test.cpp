#include "value/currency.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>

using creditkit::minor_digits;

TEST_CASE("minor units have as many digits as ISO 4217 says") {
  for (const std::string_view code : {"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "UGX",
                                      "PYG", "BIF", "DJF", "GNF", "KMF", "RWF", "VUV", "UYI"}) {
    INFO(code);
    CHECK(minor_digits(code) == 0);
  }
  for (const std::string_view code :
       {"USD", "EUR", "GBP", "CHF", "CNY", "INR", "BRL", "MXN", "PLN", "CZK", "HUF", "SEK", "TWD",
        "IDR", "AED", "ZAR", "MGA", "MRU", "VES", "ZWG", "XCG", "SLE", "AFN", "ZMW", "YER"}) {
    INFO(code);
    CHECK(minor_digits(code) == 2);
  }
  for (const std::string_view code : {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"}) {
    INFO(code);
    CHECK(minor_digits(code) == 3);
  }
  CHECK(minor_digits("CLF") == 4);
  CHECK(minor_digits("UYW") == 4);
}

TEST_CASE("a currency may be written in either case") {
  CHECK(minor_digits("jpy") == 0);
  CHECK(minor_digits("Kwd") == 3);
}

TEST_CASE("the currency of an old row is still known") {
  for (const std::string_view code : {"ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"}) {
    INFO(code);
    CHECK(minor_digits(code) == 2);
  }
}

TEST_CASE("a code with no minor unit in ISO 4217 has none here") {
  for (const std::string_view code : {"XAU", "XDR", "XXX", "XTS", "BTC", "ABC", "", "U", "US",
                                      "USDT", "US ", "U$D", "123", "[\\]", "@@@", "\xD5\xD3\xC4"}) {
    INFO(code);
    CHECK_FALSE(minor_digits(code).has_value());
  }
}

TEST_CASE("no code is known that is not in the list") {
  // 171 codes: 17 without, 145 with two, 7 with three and 2 with four digits.
  int known = 0;
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      for (char third = 'A'; third <= 'Z'; ++third) {
        known += minor_digits(std::string{first, second, third}).has_value() ? 1 : 0;
      }
    }
  }
  CHECK(known == 171);
}
