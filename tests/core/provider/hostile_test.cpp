#include <catch2/catch_test_macros.hpp>
#include <random>

#include "compiled.hpp"
#include "files.hpp"

using namespace creditkit;
using namespace creditkit_test;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

void check_one_fault(std::string_view text, std::string_view message) {
  const auto faults = check_definition(text);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].pointer.empty());
  CHECK(faults[0].message == message);
}

}  // namespace

TEST_CASE("a definition that is too deep, too large or too wide is refused in a sentence") {
  check_one_fault(repeated("[", 100'000),
                  "expected at most 32 levels of objects and arrays, found more");
  check_one_fault(repeated(R"({"a":)", 33) + "1" + repeated("}", 33),
                  "expected at most 32 levels of objects and arrays, found more");
  check_one_fault(repeated(" ", 10'000'000), "expected at most 262144 bytes, found more");
  std::string wide = "{";
  for (int i = 0; i < 1'001; ++i) {
    wide += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  }
  check_one_fault(wide + "}", "expected at most 1000 members in an object, found more");
  check_one_fault("[0" + repeated(",0", 4'999) + "]", "expected at most 5000 values, found more");
}

TEST_CASE(
    "a definition with more paths than a reader can number is refused at the first too many") {
  const auto with_paths = [](std::size_t count) {
    return R"({"id":"many","operations":{"history":{"request":{"path":"/h"},"rows":"/rows",)"
           R"("entry":{"id":"/id","kind":"usage","amount":"/amount","description":["/d")" +
           repeated(R"(,"/d")", count - 1) + "]}}}}";
  };
  CHECK(check_definition(with_paths(497)).empty());
  const auto faults = check_definition(with_paths(498));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].pointer == "/operations/history/entry/description/497");
  CHECK(faults[0].message == "expected at most 500 JSON Pointers, found more");
}

TEST_CASE("what is no JSON is refused with its place") {
  check_one_fault("", "expected JSON in UTF-8, found a mistake in its grammar at byte 1");
  check_one_fault("{\"id\":tru}",
                  "expected JSON in UTF-8, found a mistake in its grammar at byte 7");
  check_one_fault("{} {}", "expected JSON in UTF-8, found a mistake in its grammar at byte 4");
  check_one_fault("{\"a\":1,}", "expected JSON in UTF-8, found a mistake in its grammar at byte 8");
  check_one_fault(std::string_view{"{}\0", 3},
                  "expected JSON in UTF-8, found a mistake in its grammar at byte 3");
  check_one_fault("{\"id\":\"\xff\"}",
                  "expected JSON in UTF-8, found a mistake in its grammar at byte 8");
  check_one_fault("{\"id\":\"\xc0\xaf\"}",
                  "expected JSON in UTF-8, found a mistake in its grammar at byte 8");
  check_one_fault(R"({"id":"\ud800"})",
                  "expected JSON in UTF-8, found a mistake in its grammar at byte 8");
}

TEST_CASE("a definition cut off anywhere is refused, never half taken") {
  for (const auto& path : definitions_in("tests/core/provider/definitions")) {
    std::string text = read_file(path);
    while (text.back() != '}') {
      text.pop_back();
    }
    REQUIRE(check_definition(text).empty());
    // Each prefix, from a buffer of its own size: a read past its end is seen.
    for (std::size_t size = 0; size < text.size(); ++size) {
      const std::vector<char> prefix(text.begin(),
                                     text.begin() + static_cast<std::ptrdiff_t>(size));
      INFO(path << " cut at " << size);
      REQUIRE(!check_definition({prefix.data(), prefix.size()}).empty());
    }
  }
}

TEST_CASE("a definition with damaged bytes never crashes the check") {
  const std::uint32_t seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random{seed};
  for (const auto& path : definitions_in("tests/core/provider/definitions")) {
    const std::string text = read_file(path);
    for (int round = 0; round < 2'000; ++round) {
      std::string damaged = text;
      for (auto count = random() % 4 + 1; count > 0; --count) {
        damaged[random() % damaged.size()] = "\"{}[]:,0-.e\\/\0\x7f\xff\xc3 a"[random() % 20];
      }
      for (const Fault& fault : check_definition(damaged)) {
        REQUIRE(fault.message.starts_with("expected "));
      }
    }
  }
}

TEST_CASE("faults of a hostile definition stay within bounds") {
  const auto with_parameters = [](int count, std::string_view spec) {
    std::string params;
    for (int i = 0; i < count; ++i) {
      params += (i == 0 ? "\"p" : ",\"p") + std::to_string(i) + "\":" + std::string{spec};
    }
    return R"({"id":"a","params":{)" + params + R"(},"operations":{}})";
  };
  const std::string twenty_ones = R"({"enum":[1)" + repeated(",1", 19) + "]}";
  CHECK(check_definition(with_parameters(200, twenty_ones)).size() == 1'000);
  CHECK(check_definition(with_parameters(201, "{}")).at(0).message ==
        "expected at most 200 parameters, found more");
}
