#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "plans.hpp"

using namespace creditkit;
using namespace creditkit_test;

namespace {

const char* const request = R"({"path":"/users/{user_id}/credits"})";

}  // namespace

TEST_CASE("a path value stays inside its segment") {
  const auto plan = plan_with(request);
  const auto [value, segment] = GENERATE(table<std::string, std::string>({
      {"u1", "u1"},
      {"a b", "a%20b"},
      {"me@example.com", "me%40example.com"},
      {"a/b", "a%2Fb"},
      {"a?b=c#d", "a%3Fb%3Dc%23d"},
      {"100%", "100%25"},
      {"%2f", "%252f"},
      {"...", "..."},
      {".a", ".a"},
      {"a..b", "a..b"},
      {"a.", "a."},
      {"a..", "a.."},
      {"a[b]", "a%5Bb%5D"},
      {"~_-.x", "~_-.x"},
      {"\xE7\x94\xA8\xE6\x88\xB7", "%E7%94%A8%E6%88%B7"},
  }));
  const auto built = request_for(plan, R"({"user_id":")" + value + R"("})");
  REQUIRE(built.has_value());
  CHECK(built->url == "https://api.example.com/v1/users/" + segment + "/credits");
}

TEST_CASE("a path value that could lead elsewhere is refused, by its name") {
  const auto plan = plan_with(request);
  const std::string value =
      GENERATE("", ".", "..", "%2e", "%2E", ".%2e", "%2e.", "%2E%2e", "../admin", "a/../b",
               "a\\\\..\\\\b", "a/%2e%2e/b", "a%2f..%2fb", "a%5C.%5cb", "x/.", "./x");
  const auto built = request_for(plan, R"({"user_id":")" + value + R"("})");
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().code == ErrorCode::parameter);
  CHECK(built.error().parameter == "user_id");
}

TEST_CASE("two path values cannot make a step together") {
  const auto plan = plan_with(R"({"path":"/x/{a}{b}/y"})");
  const auto built = request_for(plan, R"({"a":"%2","b":"e"})");
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().code == ErrorCode::parameter);
  CHECK(request_for(plan, R"({"a":"x","b":"y"})")->url == "https://api.example.com/v1/x/xy/y");
  // Nor one with what stands behind it; but segments of their own have nothing to do with each
  // other.
  CHECK_FALSE(request_for(plan_with(R"({"path":"/x/{a}2e/y"})"), R"({"a":"%"})").has_value());
  CHECK(request_for(plan_with(R"({"path":"/x/{a}/{b}"})"), R"({"a":"%","b":"2e"})")->url ==
        "https://api.example.com/v1/x/%25/2e");
}

TEST_CASE("of several path values the one that makes a step is named") {
  const auto built = request_for(plan_with(R"({"path":"/x/{a}/{b}"})"), R"({"a":"..","b":"y"})");
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().parameter == "a");
}

TEST_CASE("a control character in a path value is refused") {
  const auto plan = plan_with(request);
  const std::string value = GENERATE(R"(a\r\nb)", R"(a\u0000b)", R"(a\tb)");
  const auto built = request_for(plan, R"({"user_id":")" + value + R"("})");
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().parameter == "user_id");
}
