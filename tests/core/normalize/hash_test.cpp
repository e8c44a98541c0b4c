#include "normalize/hash.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "normalize/exact_body.hpp"

namespace creditkit {
namespace {

std::uint64_t hash_of(std::initializer_list<std::string_view> texts) {
  Hash hash;
  for (const std::string_view text : texts) {
    hash.add(testing::ExactBody{text}.view());
  }
  return hash.value();
}
std::uint64_t hash_of(std::string_view text) { return hash_of({text}); }

}  // namespace

TEST_CASE("Row hashes never change: synthetic ids are made of them") {
  CHECK(hash_of("") == 0x79a4cc6913b7f84f);
  CHECK(hash_of("a") == 0x493b914b86865b73);
  CHECK(hash_of("consume") == 0x17b1c47be2c0b5ea);
  CHECK(hash_of("12345678") == 0x9fea1c18afbd7343);
  CHECK(hash_of("1753317736835") == 0x902df9451636e3f5);
  CHECK(hash_of("GtQ5Oezk6cOvSmPgxsMR") == 0x91c1e9c97e617f96);
  CHECK(hash_of("cent_01h455vb4pex5vsknk084sn02q, and more than two words of text") ==
        0x9453bd8c5aa81cc4);
}

TEST_CASE("What stands behind a text is no part of its hash") {
  const std::string left = "consume\",\"kind";
  const std::string right = "consume! other";
  for (std::size_t size = 0; size <= 7; ++size) {
    Hash a;
    Hash b;
    a.add(std::string_view{left}.substr(0, size));
    b.add(std::string_view{right}.substr(0, size));
    CHECK(a.value() == b.value());
    CHECK(a.value() == hash_of(left.substr(0, size)));
  }
}

TEST_CASE("Texts that differ in a byte, in their borders or in their order have other hashes") {
  std::set<std::uint64_t> seen;
  std::size_t texts = 0;
  const auto add = [&](std::uint64_t hash) {
    seen.insert(hash);
    ++texts;
  };
  for (std::size_t size = 0; size < 40; ++size) {
    std::string text(size, '0');
    add(hash_of(text));
    for (std::size_t at = 0; at < size; ++at) {
      for (const char digit : {'1', '2', '9', 'a'}) {
        text[at] = digit;
        add(hash_of(text));
      }
      text[at] = '0';
    }
  }
  for (int left = 0; left < 300; ++left) {
    for (int right = 0; right < 300; ++right) {
      add(hash_of({std::to_string(left), std::to_string(right)}));
    }
  }
  CHECK(seen.size() == texts);
}

TEST_CASE("A page's fingerprint follows each of its bytes, and their places") {
  std::string page;
  std::set<std::string> pages;
  std::set<std::uint64_t> seen;
  const auto add = [&](const std::string& text) {
    pages.insert(text);
    seen.insert(fingerprint_of(text));
  };
  for (int row = 0; row < 60; ++row) {
    page += R"({"id":)" + std::to_string(100'000 + row) + R"(,"credits":-10,"at":17533177368)" +
            std::to_string(10 + row) + "},";
  }
  add(page);
  for (std::size_t at = 0; at < page.size(); ++at) {
    std::string other = page;
    other[at] = static_cast<char>(other[at] ^ 1);
    add(other);
    // A digit up here and the same one down elsewhere: sums would not notice.
    const std::size_t far = at + 2048;
    if (far < page.size()) {
      ++other[at];
      --other[far];
      add(other);
    }
  }
  CHECK(seen.size() == pages.size());
  CHECK(fingerprint_of(page) == fingerprint_of(std::string{page}));
  CHECK(fingerprint_of("") != fingerprint_of(std::string(1, '\0')));
}

}  // namespace creditkit
