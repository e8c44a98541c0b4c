#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

const char* const by_token =
    R"({"kind":"token","from":"/next","to":"cursor","limit":{"param":"size","default":20,"min":10,"max":100}})";

}  // namespace

TEST_CASE("the request stays the same until it is answered") {
  const auto plan = list_plan(by_token);
  auto opened = Walk::open(*plan, *plan->history(), "", {});
  Walk& walk = **opened;
  REQUIRE(walk.next() == Walk::Step::request);
  const HttpRequest first = walk.request();
  REQUIRE(walk.next() == Walk::Step::request);
  CHECK(walk.request() == first);
}

TEST_CASE("a refused request may be answered again, and nothing is lost") {
  const auto plan = list_plan(by_token);
  auto opened = Walk::open(*plan, *plan->history(), "", {});
  Walk& walk = **opened;
  const json page = {{"data", rows({"a"})}, {"next", "t1"}};
  REQUIRE(walk.next() == Walk::Step::request);
  REQUIRE(give(walk, {.body = page.dump(), .status = 200, .headers = {}}).has_value());
  REQUIRE(walk.next() == Walk::Step::request);
  const HttpRequest second = walk.request();
  for (const int status : {401, 429, 503}) {
    const auto refused = give(walk, {.body = "{}", .status = status, .headers = {}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::api);
    CHECK(walk.page().entries.rows == 0);
    REQUIRE(walk.next() == Walk::Step::request);
    CHECK(walk.request() == second);
  }
  const json last = {{"data", rows({"b"})}};
  REQUIRE(give(walk, {.body = last.dump(), .status = 200, .headers = {}}).has_value());
  CHECK(walk.next() == Walk::Step::done);
  CHECK(walk.report().complete);
  CHECK(walk.report().entries == 2);
}

TEST_CASE("a body that cannot be read ends the walk, and a token leads back to it") {
  const auto plan = list_plan(by_token);
  const json page = {{"data", rows({"a"})}, {"next", "t1"}};
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    return Answer{
        .body = next++ == 0 ? page.dump() : R"({"data":[{"id":"b")", .status = 200, .headers = {}};
  });
  CHECK(outcome.ids == Ids{"a"});
  CHECK(outcome.error->code == ErrorCode::format);
  WalkOptions options;
  options.resume_token = outcome.token;
  const Outcome rest = walk_all(*plan, script({{{"data", rows({"b"})}}}), options);
  CHECK(rest.ids == Ids{"b"});
  CHECK(rest.report.complete);
  CHECK(rest.requests[0].url.ends_with("cursor=t1"));
}

TEST_CASE("a row that cannot be read takes its page with it") {
  const auto plan = list_plan(by_token);
  json page = {{"data", rows({"a", "b"})}};
  page["data"][1].erase("amount");
  const Outcome outcome = walk_all(*plan, script({page}));
  CHECK(outcome.ids.empty());
  CHECK(outcome.error->code == ErrorCode::format);
  CHECK(outcome.error->pointer == "/data/1/amount");
}

TEST_CASE("an answer that nobody waits for is refused") {
  const auto plan = list_plan(by_token);
  auto opened = Walk::open(*plan, *plan->history(), "", {});
  Walk& walk = **opened;
  const json page = {{"data", rows({"a"})}};
  REQUIRE(walk.next() == Walk::Step::request);
  REQUIRE(give(walk, {.body = page.dump(), .status = 200, .headers = {}}).has_value());
  CHECK_FALSE(give(walk, {.body = page.dump(), .status = 200, .headers = {}}).has_value());
  CHECK(walk.page().entries.rows == 1);
  CHECK(walk.next() == Walk::Step::done);
}

TEST_CASE("page sizes are those of the definition") {
  const auto plan = list_plan(by_token);
  const auto open = [&](std::uint32_t size) {
    WalkOptions options;
    options.page_size = size;
    return Walk::open(*plan, *plan->history(), "", options);
  };
  CHECK((*open(0))->request().url.ends_with("size=20"));
  CHECK((*open(100))->request().url.ends_with("size=100"));
  for (const std::uint32_t size : {9U, 101U}) {
    REQUIRE_FALSE(open(size).has_value());
    CHECK(open(size).error().code == ErrorCode::parameter);
    CHECK(open(size).error().parameter == "pageSize");
  }
  const auto unbounded =
      list_plan(R"({"kind":"token","from":"/next","to":"cursor","limit":{"param":"size"}})");
  WalkOptions options;
  options.page_size = 1'000'001;
  CHECK(Walk::open(*unbounded, *unbounded->history(), "", options).error().parameter == "pageSize");
  const auto sizeless = list_plan(R"({"kind":"token","from":"/next","to":"cursor"})");
  options.page_size = 10;
  CHECK(Walk::open(*sizeless, *sizeless->history(), "", options).error().parameter == "pageSize");
}

TEST_CASE("a list in one response is complete with it") {
  const auto plan = list_plan(R"({"kind":"none"})");
  const Outcome outcome = walk_all(*plan, script({{{"data", rows({"a", "b"})}}}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.requests.size() == 1);
  CHECK(outcome.report.complete);
}

TEST_CASE("a walk that is left says so") {
  const auto plan = list_plan(by_token);
  const EndedBy reason = GENERATE(EndedBy::abort, EndedBy::error);
  auto opened = Walk::open(*plan, *plan->history(), "", {});
  Walk& walk = **opened;
  const json page = {{"data", rows({"a"})}, {"next", "t1"}};
  CHECK_FALSE(walk.report().ended_by.has_value());
  REQUIRE(walk.next() == Walk::Step::request);
  REQUIRE(give(walk, {.body = page.dump(), .status = 200, .headers = {}}).has_value());
  walk.end(reason);
  CHECK(walk.next() == Walk::Step::done);
  CHECK(walk.report().ended_by == reason);
  CHECK_FALSE(walk.report().complete);
  walk.end(EndedBy::end);
  CHECK(walk.report().ended_by == reason);
  CHECK_FALSE(walk.resume_token(1).empty());
}

TEST_CASE("a walk that is complete stays so when it is left") {
  const auto plan = list_plan(by_token);
  auto opened = Walk::open(*plan, *plan->history(), "", {});
  Walk& walk = **opened;
  const json page = {{"data", rows({"a"})}};
  REQUIRE(walk.next() == Walk::Step::request);
  REQUIRE(give(walk, {.body = page.dump(), .status = 200, .headers = {}}).has_value());
  REQUIRE(walk.next() == Walk::Step::done);
  walk.end(EndedBy::abort);
  CHECK(walk.report().complete);
  CHECK(walk.report().ended_by == EndedBy::end);
}
