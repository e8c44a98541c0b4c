#include "value/currency.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "value/ascii.hpp"

namespace creditkit {
namespace {

// Funds codes (BOV, CHE, USN, ...) are listed as well. ANG, BGN, CUC, HRK, SLL and ZWL were
// withdrawn between 2021 and 2026: rows of earlier years still carry them.
constexpr std::string_view no_digits =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
constexpr std::string_view two_digits =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD "
    "CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL "
    "GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP "
    "LKR "
    "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD "
    "PAB "
    "PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC "
    "SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW "
    "ZWG "
    "ZWL ";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND ";
constexpr std::string_view four_digits = "CLF UYW ";

/// Three letters and a space.
constexpr std::size_t listed_size = 4;

/// The code as a number of three digits, A to Z; upper and lower case are one.
constexpr unsigned key_of(std::string_view code) noexcept {
  constexpr unsigned letters = 26;
  unsigned key = 0;
  for (const char letter : code) {
    key = key * letters + (static_cast<unsigned char>(letter) & 31U);
  }
  return key;
}

struct Currency {
  unsigned key;
  std::uint8_t digits;
};

constexpr std::size_t currency_count =
    (no_digits.size() + two_digits.size() + three_digits.size() + four_digits.size()) / listed_size;

constexpr auto currencies = [] {
  std::array<Currency, currency_count> table{};
  std::size_t next = 0;
  const auto enter = [&](std::string_view codes, std::uint8_t digits) {
    for (; !codes.empty(); codes.remove_prefix(listed_size)) {
      table[next++] = {.key = key_of(codes.substr(0, listed_size - 1)), .digits = digits};
    }
  };
  enter(no_digits, 0);
  enter(two_digits, 2);
  enter(three_digits, 3);
  enter(four_digits, 4);
  std::ranges::sort(table, {}, &Currency::key);
  return table;
}();

static_assert(std::ranges::adjacent_find(currencies, {}, &Currency::key) == currencies.end(),
              "a code is listed once");

// What is looked up is packed, a third of that table: steps from key to key, of which most fit a
// byte; `far` is a step on the way to one.
constexpr std::uint8_t far = 255;

constexpr std::size_t step_count = [] {
  std::size_t count = 0;
  unsigned at = 0;
  for (const Currency& currency : currencies) {
    count += (currency.key - at) / far + 1;
    at = currency.key;
  }
  return count;
}();

constexpr auto steps = [] {
  std::array<std::uint8_t, step_count> packed{};
  std::size_t next = 0;
  unsigned at = 0;
  for (const Currency& currency : currencies) {
    for (; currency.key - at >= far; at += far) {
      packed[next++] = far;
    }
    packed[next++] = static_cast<std::uint8_t>(currency.key - at);
    at = currency.key;
  }
  return packed;
}();

constexpr auto digits_in_order = [] {
  std::array<std::uint8_t, currency_count> packed{};
  std::ranges::transform(currencies, packed.begin(), &Currency::digits);
  return packed;
}();

}  // namespace

std::optional<int> minor_digits(std::string_view code) noexcept {
  if (code.size() != listed_size - 1 || !consists_of(code, "AZaz")) {
    return std::nullopt;
  }
  const unsigned key = key_of(code);
  const std::uint8_t* digits = digits_in_order.data();
  unsigned at = 0;
  for (const std::uint8_t step : steps) {
    at += step;
    if (step == far) {
      continue;
    }
    if (at == key) {
      return *digits;
    }
    ++digits;
  }
  return std::nullopt;
}

}  // namespace creditkit
