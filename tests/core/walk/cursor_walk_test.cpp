#include <catch2/catch_test_macros.hpp>

#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;

namespace {

const std::string token_paging = R"({"kind":"token","from":"/next","to":"cursor"})";

}  // namespace

TEST_CASE("every row of a token list is yielded once, in order") {
  const auto plan = list_plan(token_paging);
  const Outcome outcome = walk_all(*plan, script({{{"data", rows({"a", "b"})}, {"next", "t1"}},
                                                  {{"data", rows({"c"})}, {"next", "t2"}},
                                                  {{"data", rows({"d"})}}}));
  CHECK(outcome.ids == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(outcome.report.complete);
  CHECK(outcome.report.ended_by == EndedBy::end);
  REQUIRE(outcome.requests.size() == 3);
  CHECK(outcome.requests[0].url == "https://api.example.com/v1/credits");
  CHECK(outcome.requests[1].url == "https://api.example.com/v1/credits?cursor=t1");
  CHECK(outcome.requests[2].url == "https://api.example.com/v1/credits?cursor=t2");
}
