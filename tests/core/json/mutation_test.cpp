#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

#include "json/place.hpp"
#include "json/reader.hpp"

namespace creditkit {
namespace {

constexpr std::string_view document =
    R"({"a":[0,-1,2.50,1e5,-0.1E-7,true,false,null],"b\u00e9\ud83d\ude00":{"c":"x\"y\\z","d":{}},)"
    "\n  \"e\" : [ [] , {\"f\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 and a longer text\"} ]\t}";

/// One to three edits: a byte changed, dropped, doubled or taken from elsewhere.
std::string mutated(std::mt19937_64& random) {
  std::string text{document};
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(3));
        break;
      case 2:
        text.insert(at, 1, text[below(text.size())]);
        break;
      default:
        text[at] = R"({}[]",:\0-+.eEu9tfn)"[below(19)];
        break;
    }
    if (text.empty()) {
      text = " ";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("A damaged document is refused exactly where another strict reader refuses it") {
  constexpr int rounds = 60'000;
  const std::uint64_t seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int round = 0; round < rounds; ++round) {
    const std::string text = mutated(random);
    // It reads on behind a NUL and skips a byte order mark, and refuses lone surrogates, which are
    // grammar to RFC 8259.
    if (text.find('\0') != std::string::npos || text.starts_with("\xEF\xBB\xBF")) {
      continue;
    }
    const auto fault = check_json(text);
    const bool other = nlohmann::json::accept(text);
    const bool may_have_lone_surrogate =
        text.find("\\ud") != std::string::npos || text.find("\\uD") != std::string::npos;
    if (fault.has_value() == other && !(may_have_lone_surrogate && !fault)) {
      INFO(text);
      INFO((fault ? describe(*fault, text) : std::string{"accepted"}));
      FAIL_CHECK("the readers disagree");
    }
    if (fault) {
      CHECK(fault->byte <= text.size());
      static_cast<void>(pointer_at(text, fault->byte));
    }
  }
}

}  // namespace creditkit
