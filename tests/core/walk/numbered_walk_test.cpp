#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <charconv>
#include <set>

#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

const char* const by_offset =
    R"({"kind":"offset","offset":"offset","limit":{"param":"limit","default":3,"min":1,"max":50},"total":"/total"})";
const char* const by_page =
    R"({"kind":"page","page":"page","limit":{"param":"limit","default":3},"more":"/more"})";

std::size_t number_in(const HttpRequest& request, const std::string& name) {
  std::size_t value = 0;
  const std::size_t at = request.url.find(name + "=") + name.size() + 1;
  std::from_chars(request.url.data() + at, request.url.data() + request.url.size(), value);
  return value;
}

json page(const std::vector<std::string>& ids, const json& more = json::object()) {
  json body = {{"data", rows(ids)}};
  body.update(more);
  return body;
}

/// The rows r0 … r(count-1), by offset and limit.
Server list_of(std::size_t count, std::size_t total, std::size_t most = 50) {
  return [=](const HttpRequest& request) {
    std::vector<std::string> ids;
    const std::size_t from = number_in(request, "offset");
    for (std::size_t i = from;
         i < std::min(count, from + std::min(most, number_in(request, "limit"))); ++i) {
      ids.push_back("r" + std::to_string(i));
    }
    return Answer{.body = page(ids, {{"total", total}}).dump(), .status = 200, .headers = {}};
  };
}

}  // namespace

TEST_CASE("an offset list is read to its end, and a full last page is confirmed") {
  const auto plan = list_plan(by_offset);
  const auto [count, requests] =
      GENERATE(table<std::size_t, std::size_t>({{0, 1}, {1, 1}, {3, 2}, {4, 2}, {6, 3}, {8, 3}}));
  const Outcome outcome = walk_all(*plan, list_of(count, count));
  CHECK(outcome.ids.size() == count);
  CHECK(outcome.requests.size() == requests);
  CHECK(outcome.report.complete);
  CHECK(outcome.report.total_claimed == count);
}

TEST_CASE("a vendor that sends fewer rows than asked for is read to its end") {
  const auto plan = list_plan(by_offset);
  WalkOptions options;
  options.page_size = 50;
  const Outcome outcome = walk_all(*plan, list_of(20, 20, 6), options);
  CHECK(outcome.ids.size() == 20);
  CHECK(outcome.report.complete);
}

TEST_CASE("a total that is too small loses nothing, and is said") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome = walk_all(*plan, list_of(9, 3));
  CHECK(outcome.ids.size() == 9);
  CHECK_FALSE(outcome.report.complete);
  CHECK(outcome.warns(WarningCode::total_mismatch));
}

TEST_CASE("a total that is too large ends nowhere but at the end, and is said") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome = walk_all(*plan, list_of(4, 100));
  CHECK(outcome.ids.size() == 4);
  CHECK(outcome.report.ended_by == EndedBy::end);
  CHECK_FALSE(outcome.report.complete);
  CHECK(outcome.warns(WarningCode::total_mismatch));
}

TEST_CASE("a vendor that ignores the offset is noticed at once") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome = walk_all(*plan, script({page({"a", "b", "c"}, {{"total", 9}})}));
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.error->code == ErrorCode::loop);
}

TEST_CASE("a vendor that ignores the page while its rows change is given up, and repeats nothing") {
  const auto plan = list_plan(by_page);
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    json body = page({"a", "b", "c"}, {{"more", true}});
    body["data"][0]["seen"] = next++;
    return Answer{.body = body.dump(), .status = 200, .headers = {}};
  });
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.error->code == ErrorCode::drift);
}

TEST_CASE("a row that comes in between is no row twice, and no promise") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b", "c"}, {{"total", 5}}),
                              page({"c", "d", "e"}, {{"total", 6}}), page({}, {{"total", 6}})}));
  CHECK(outcome.ids == Ids{"a", "b", "c", "d", "e"});
  CHECK(outcome.report.duplicates == 1);
  CHECK(outcome.warns(WarningCode::overlap));
  CHECK(outcome.warns(WarningCode::total_moved));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("a total that falls is a row that may have been missed") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b", "c"}, {{"total", 5}}), page({"e"}, {{"total", 4}})}));
  CHECK(outcome.ids == Ids{"a", "b", "c", "e"});
  CHECK(outcome.warns(WarningCode::total_moved));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("equal rows without ids: yielded with ids of their own, and doubted across pages") {
  const auto plan = anonymous_plan(GENERATE(by_offset, by_page));
  const auto line = [](const char* note) { return json{{"amount", 1}, {"note", note}}; };
  const json first = {{"data", {line("a"), line("b"), line("b")}}, {"total", 5}, {"more", true}};
  const json same = {{"data", {line("b"), line("c")}}, {"total", 5}, {"more", false}};
  const Outcome outcome = walk_all(*plan, script({first, same}));
  CHECK(outcome.ids.size() == 5);
  CHECK(std::set<std::string>(outcome.ids.begin(), outcome.ids.end()).size() == 5);
  CHECK(outcome.warns(WarningCode::possible_overlap));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("equal rows without ids on one page are two rows") {
  const auto plan = anonymous_plan(by_offset);
  const json body = {{"data", {{{"amount", 1}, {"note", "b"}}, {{"amount", 1}, {"note", "b"}}}},
                     {"total", 2}};
  const Outcome outcome = walk_all(*plan, script({body}));
  REQUIRE(outcome.ids.size() == 2);
  CHECK(outcome.ids[0].ends_with(".1"));
  CHECK(outcome.ids[1].ends_with(".2"));
  CHECK(outcome.report.complete);
}

TEST_CASE("where the total rose by what the page repeats, the rows are the same ones") {
  const auto plan = anonymous_plan(by_offset);
  const auto line = [](const char* note) { return json{{"amount", 1}, {"note", note}}; };
  const json first = {{"data", {line("a"), line("b"), line("c")}}, {"total", 4}};
  const json second = {{"data", {line("b"), line("c"), line("d")}}, {"total", 6}};
  const json end = {{"data", json::array()}, {"total", 6}};
  const Outcome outcome = walk_all(*plan, script({first, second, end}));
  CHECK(outcome.ids.size() == 4);
  CHECK(outcome.report.duplicates == 2);
  CHECK(outcome.warns(WarningCode::overlap));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("numbered pages end with their flag") {
  const auto plan = list_plan(by_page);
  const Outcome outcome = walk_all(
      *plan, script({page({"a", "b", "c"}, {{"more", true}}), page({"d"}, {{"more", false}})}));
  CHECK(outcome.ids == Ids{"a", "b", "c", "d"});
  CHECK(outcome.report.complete);
  CHECK(number_in(outcome.requests[0], "page") == 1);
  CHECK(number_in(outcome.requests[1], "page") == 2);
  CHECK(outcome.report.first_page_number == 1);
}

TEST_CASE("a page without rows that says that rows follow is an error") {
  const auto plan = list_plan(by_page);
  const Outcome outcome = walk_all(
      *plan, script({page({"a", "b", "c"}, {{"more", true}}), page({}, {{"more", true}})}));
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.error->code == ErrorCode::pagination);
}

TEST_CASE("a page before the last one with fewer rows than others is said") {
  const auto plan = list_plan(by_page);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b", "c"}, {{"more", true}}),
                              page({"d"}, {{"more", true}}), page({"e"}, {{"more", false}})}));
  CHECK(outcome.ids.size() == 5);
  CHECK(outcome.warns(WarningCode::short_page_inside));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("a page that is not there confirms the end, and is an error elsewhere") {
  const auto plan = list_plan(
      R"({"kind":"page","page":"page","limit":{"param":"limit","default":3},"total":"/total"})");
  const bool confirming = GENERATE(true, false);
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    return next++ == 0
               ? Answer{.body = page({"a", "b", "c"}, {{"total", confirming ? 3 : 9}}).dump(),
                        .status = 200,
                        .headers = {}}
               : Answer{.body = R"({"message":"no such page"})", .status = 404, .headers = {}};
  });
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.report.complete == confirming);
  CHECK(outcome.error.has_value() == !confirming);
}

TEST_CASE("a count of 0 beside no rows is no count") {
  const auto plan = list_plan(by_offset);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b", "c"}, {{"total", 3}}), page({}, {{"total", 0}})}));
  CHECK(outcome.report.complete);
  CHECK(outcome.report.total_claimed == 3);
}

TEST_CASE("a number of pages that was said and is not reached is no proved end") {
  const auto plan = list_plan(R"({"kind":"page","page":"p","totalPages":"/n"})");
  const json first = {{"data", rows({"a", "b"})}, {"n", 3}};
  for (const json& last :
       {json{{"data", json::array()}, {"n", 0}}, json{{"data", json::array()}, {"n", nullptr}},
        json{{"data", json::array()}}}) {
    INFO(last.dump());
    const Outcome outcome = walk_all(*plan, script({first, last}));
    CHECK_FALSE(outcome.error);
    CHECK(outcome.ids == Ids{"a", "b"});
    CHECK_FALSE(outcome.report.complete);
    CHECK(outcome.warns(WarningCode::signals_disagree));
  }
  const auto flagged = list_plan(R"({"kind":"page","page":"p","totalPages":"/n","more":"/more"})");
  CHECK_FALSE(walk_all(*flagged, script({{{"data", rows({"a"})}, {"n", 3}, {"more", true}},
                                         {{"data", rows({"b"})}, {"more", false}}}))
                  .report.complete);
}

TEST_CASE("what comes is foreseen where numbers and a total allow it") {
  const auto plan = list_plan(by_offset);
  auto walk = Walk::open(*plan, *plan->history(), "", {});
  REQUIRE((*walk)->next() == Walk::Step::request);
  CHECK_FALSE((*walk)->predict(1).has_value());
  REQUIRE(give(**walk, list_of(10, 10)((*walk)->request())).has_value());
  const auto first = (*walk)->predict(1);
  const auto third = (*walk)->predict(3);
  REQUIRE(first.has_value());
  REQUIRE(third.has_value());
  CHECK_FALSE((*walk)->predict(4).has_value());
  CHECK_FALSE((*walk)->predict(0).has_value());
  REQUIRE((*walk)->next() == Walk::Step::request);
  CHECK((*walk)->request() == *first);
  CHECK((*walk)->predict(2) == third);
}

TEST_CASE("nothing is foreseen behind the page that ends a walk") {
  const auto plan = list_plan(by_offset);
  WalkOptions options;
  const bool by_pages = GENERATE(true, false);
  options.max_pages = by_pages ? 2 : 0;
  options.limit = by_pages ? 0 : 6;  // two pages of three
  auto walk = Walk::open(*plan, *plan->history(), "", options);
  REQUIRE((*walk)->next() == Walk::Step::request);
  REQUIRE(give(**walk, list_of(10, 10)((*walk)->request())).has_value());
  REQUIRE((*walk)->page().entries.rows == 3);
  CHECK((*walk)->predict(1).has_value());
  CHECK_FALSE((*walk)->predict(2).has_value());
  REQUIRE((*walk)->next() == Walk::Step::request);
  CHECK_FALSE((*walk)->predict(1).has_value());
}
