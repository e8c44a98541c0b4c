#include "paging/hash_window.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <random>
#include <span>
#include <vector>

using namespace creditkit;

namespace {

std::vector<Counted> list(std::span<const Counted> counted) {
  return {counted.begin(), counted.end()};
}

}  // namespace

TEST_CASE("equal hashes are counted") {
  HashWindow window{100};
  CHECK(window.push(7) == 1);
  CHECK(window.push(8) == 1);
  CHECK(window.push(7) == 2);
  CHECK(window.push(0) == 1);
  CHECK(window.push(0) == 2);
  CHECK(window.contains(0));
  CHECK_FALSE(window.contains(9));
}

TEST_CASE("the tail leaves out the newest that are not wanted") {
  HashWindow window{100};
  for (const std::uint64_t hash : {1U, 2U, 1U, 3U}) {
    window.push(hash);
  }
  CHECK(list(window.tail(2)) == std::vector<Counted>{{1, 2}, {3, 1}});
  CHECK(list(window.tail(2, 1)) == std::vector<Counted>{{2, 1}, {1, 2}});
  CHECK(list(window.tail(9, 3)) == std::vector<Counted>{{1, 1}});
  CHECK(window.tail(9, 9).empty());
}

TEST_CASE(
    "a window behaves like a list that drops its older half when it is full, whatever comes") {
  const std::uint64_t seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random{seed};
  for (const std::size_t capacity : {1UL, 2UL, 63UL, 64UL, 65UL, 500UL}) {
    HashWindow window{capacity};
    std::deque<Counted> model;
    for (int i = 0; i < 3'000; ++i) {
      // Few values, of which many share their low or their high bits.
      const std::uint64_t hash = (random() % 40) << (random() % 2 == 0 ? 0U : 40U);
      const auto last = std::ranges::find_last(model, hash, &Counted::hash);
      const std::uint32_t expected = last.empty() ? 1 : last.front().occurrence + 1;
      REQUIRE(window.push(hash) == expected);
      if (model.size() == 2 * capacity) {
        model.erase(model.begin(), model.begin() + static_cast<std::ptrdiff_t>(capacity));
      }
      model.push_back({hash, expected});
      REQUIRE(window.tail(SIZE_MAX).size() == model.size());
      const std::uint64_t probe = (random() % 40) << (random() % 2 == 0 ? 0U : 40U);
      REQUIRE(window.contains(probe) == std::ranges::contains(model, probe, &Counted::hash));
    }
    CHECK(list(window.tail(SIZE_MAX)) == std::vector<Counted>(model.begin(), model.end()));
  }
}
