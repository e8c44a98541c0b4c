#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "plans.hpp"

using namespace creditkit;
using namespace creditkit_test;
using Catch::Matchers::ContainsSubstring;

namespace {

const char* const request = R"({"path":"/u/{user_id}","params":{
  "user_id":{"in":"path","required":true},
  "kind":{"enum":["allot","consume"]},
  "count":{"type":"integer","minimum":1,"maximum":100},
  "ratio":{"type":"number","minimum":0.5},
  "open":{"type":"boolean"},
  "order":{"enum":["asc","desc"],"default":"desc"}}})";

}  // namespace

TEST_CASE("parameters are sent by the vendor's names, defaults included") {
  const auto plan = plan_with(request);
  const auto built =
      request_for(plan, R"({"user_id":"u1","kind":"allot","count":7,"ratio":0.50,"open":true})");
  REQUIRE(built.has_value());
  CHECK(built->url ==
        "https://api.example.com/v1/u/u1?kind=allot&count=7&ratio=0.50&open=true&order=desc");
}

TEST_CASE("a query that the definition does not allow is refused, by the parameter's name") {
  const auto plan = plan_with(request);
  const auto [query, parameter, says] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"user_id":"u","userid":"x"})", "userid", "user_id, kind, count, ratio, open, order"},
      {R"({})", "user_id", "required"},
      {R"({"user_id":5})", "user_id", "text"},
      {R"({"user_id":null})", "user_id", "text"},
      {R"({"user_id":["u"]})", "user_id", "text"},
      {R"({"user_id":"u","kind":"other"})", "kind", "allot"},
      {R"({"user_id":"u","count":0})", "count", "1 to 100"},
      {R"({"user_id":"u","count":101})", "count", "1 to 100"},
      {R"({"user_id":"u","count":1.5})", "count", "integer"},
      {R"({"user_id":"u","count":"7"})", "count", "integer"},
      {R"({"user_id":"u","count":1e1})", "count", "1 to 100"},
      {R"({"user_id":"u","count":1E1})", "count", "1 to 100"},
      {R"({"user_id":"u","count":7.0})", "count", "1 to 100"},
      {R"({"user_id":"u","ratio":0.49999999999999999999})", "ratio", "0.5"},
      {R"({"user_id":"u","open":"yes"})", "open", "true or false"},
      {R"({"user_id":"u","cursor":"abc"})", "cursor", "resumeToken"},
      {R"([])", "query", "object"},
      {R"({"user_id":"u")", "query", "JSON"},
      {R"({"user_id":"u","user_id":"v"})", "query", "once"},
  }));
  const auto built = request_for(plan, query);
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().code == ErrorCode::parameter);
  CHECK(built.error().parameter == parameter);
  CHECK_THAT(built.error().message, ContainsSubstring(says));
}

TEST_CASE("an empty query is no query") {
  const auto plan = plan_with(R"({"path":"/credits"})");
  CHECK(request_for(plan, "")->url == "https://api.example.com/v1/credits");
}

TEST_CASE("the fingerprint of a query depends on its values alone") {
  const auto plan = plan_with(request);
  const auto print = [&](const std::string& query) {
    BoundQuery bound;
    REQUIRE_FALSE(bind_query(*plan.history(), query, bound));
    return bound.fingerprint;
  };
  CHECK(print(R"({"user_id":"u","kind":"allot"})") == print(R"({ "kind":"allot", "user_id":"u"})"));
  CHECK(print(R"({"user_id":"u"})") == print(R"({"user_id":"u","order":"desc"})"));
  CHECK(print(R"({"user_id":"u"})") != print(R"({"user_id":"v"})"));
  CHECK(print(R"({"user_id":"u"})") != print(R"({"user_id":"u","order":"asc"})"));
}
