#include <array>
#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

#include "value/currency.hpp"
#include "value/decimal.hpp"
#include "value/exact_text.hpp"
#include "value/instant.hpp"
#include "value/zone.hpp"

using creditkit::Decimal;
using creditkit::Instant;
using creditkit::LabelledZone;
using creditkit::Zone;

namespace {

/// Pieces that come close to numbers, times and zones, and bytes that come close to nothing.
std::string hostile_text(std::mt19937_64& engine) {
  constexpr std::array<std::string_view, 24> pieces{
      "0",     "9",  "000000000",  "999999999999999999999",
      ".",     "-",  "+",          "e",
      "E-",    ":",  "2025-02-29", "T23:59:60",
      "Z",     " ",  "+23:59",     "EST",
      "EST: ", "\t", "UTC",        "America/New_York",
      "0.",    "-0", "\xFF",       "\xC2\xA0"};
  std::uniform_int_distribution<std::size_t> any_piece{0, pieces.size() - 1};
  std::uniform_int_distribution<int> any_count{0, 7};
  std::uniform_int_distribution<int> any_byte{-128, 127};
  std::string text;
  for (int count = any_count(engine); count > 0; --count) {
    text += pieces.at(any_piece(engine));
  }
  if (any_count(engine) == 0) {
    text.push_back(static_cast<char>(any_byte(engine)));
  }
  return text;
}

bool in_range(const Instant& instant) {
  return instant.epoch_ms >= creditkit::min_epoch_ms && instant.epoch_ms <= creditkit::max_epoch_ms;
}

}  // namespace

TEST_CASE("whatever bytes come, a reader answers with a value in range or an error") {
  const std::uint64_t seed = Catch::getSeed();
  std::mt19937_64 engine{seed};
  const Zone new_york = Zone::parse("America/New_York").value_or(Zone{});
  const std::array labels{LabelledZone{.label = "EST", .zone = new_york},
                          LabelledZone{.label = "", .zone = Zone{}}};
  for (int round = 0; round < 50'000; ++round) {
    const std::string source = hostile_text(engine);
    INFO("seed " << seed << ", round " << round << ": " << source);
    const ExactText exact{source};
    const std::string_view text = exact.view();

    const auto number = Decimal::parse(text);
    const std::string plain = number ? number->to_string() : "";
    REQUIRE(plain.size() <= Decimal::max_text_size);
    REQUIRE(creditkit::is_canonical_decimal(text) == (number && plain == text));

    for (const auto& instant :
         {creditkit::parse_rfc3339(text), creditkit::parse_unix_seconds(text),
          creditkit::parse_unix_milliseconds(text), creditkit::parse_date(text),
          creditkit::parse_local(text, new_york), creditkit::parse_labelled_local(text, labels)}) {
      REQUIRE((!instant || in_range(*instant)));
    }
    const auto zone = Zone::parse(text);
    REQUIRE((!zone || std::abs(zone->standard_offset_minutes()) < 24 * 60));
    const auto digits = creditkit::minor_digits(text);
    REQUIRE((!digits || (*digits >= 0 && *digits <= 4)));
  }
}
