#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <set>

#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

const char* const by_token = R"({"kind":"token","from":"/next","to":"cursor"})";

json page(const std::vector<std::string>& ids, json next = nullptr) {
  json body = {{"data", rows(ids)}};
  if (!next.is_null()) {
    body["next"] = std::move(next);
  }
  return body;
}

}  // namespace

TEST_CASE("every row of a token list is yielded once, in order") {
  const auto plan = list_plan(by_token);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b"}, "t1"), page({"c"}, "t2"), page({"d"})}));
  CHECK(outcome.ids == Ids{"a", "b", "c", "d"});
  CHECK(outcome.report.complete);
  CHECK(outcome.report.ended_by == EndedBy::end);
  REQUIRE(outcome.requests.size() == 3);
  CHECK(outcome.requests[0].url == "https://api.example.com/v1/credits");
  CHECK(outcome.requests[1].url == "https://api.example.com/v1/credits?cursor=t1");
  CHECK(outcome.requests[2].url == "https://api.example.com/v1/credits?cursor=t2");
}

TEST_CASE("pages without rows in the middle end nothing") {
  const auto plan = list_plan(by_token);
  const Outcome outcome = walk_all(*plan, script({page({}, "t1"), page({"a"}, "t2"), page({}, "t3"),
                                                  page({}, "t4"), page({"b"})}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.report.complete);
  CHECK(outcome.report.pages == 5);
}

TEST_CASE("equal rows without ids behind cursors are all yielded, and nothing is doubted") {
  const char* const paging = GENERATE(by_token, R"({"kind":"lastRow","from":"/note","to":"after"})",
                                      R"({"kind":"url","from":"/next"})");
  const auto plan = anonymous_plan(paging);
  const auto served = [](const std::vector<const char*>& notes, const json& next) {
    json body = {{"data", json::array()}, {"next", next}};
    for (const char* note : notes) {
      body["data"].push_back({{"amount", 1}, {"note", note}});
    }
    return body;
  };
  const Outcome outcome =
      walk_all(*plan, script({served({"a", "b", "b"}, "/v1/credits?at=2"),
                              served({"b", "a", "c"}, "/v1/credits?at=3"), served({}, nullptr)}));
  CHECK(outcome.ids.size() == 6);
  CHECK(std::set<std::string>(outcome.ids.begin(), outcome.ids.end()).size() == 6);
  CHECK(outcome.report.doubts.none());
  CHECK(outcome.report.complete);
}

TEST_CASE("absent, null and empty cursors end a list") {
  const auto plan = list_plan(by_token);
  const json last = GENERATE(as<json>{}, json{{"data", rows({"b"})}},
                             json{{"data", rows({"b"})}, {"next", nullptr}},
                             json{{"data", rows({"b"})}, {"next", ""}},
                             json{{"data", rows({"b"})}, {"next", json::object()}});
  const Outcome outcome = walk_all(*plan, script({page({"a"}, "t1"), last}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.report.complete);
}

TEST_CASE(
    "a vendor that repeats its last cursor loses no row, and is told on before it is asked again") {
  const auto plan = list_plan(by_token);
  const Outcome outcome = walk_all(*plan, script({page({"a"}, "t1"), page({"b"}, "t1")}));
  CHECK(outcome.ids == Ids{"a", "b"});
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::loop);
  CHECK(outcome.requests.size() == 2);
  CHECK_FALSE(outcome.report.complete);
  CHECK(outcome.report.ended_by == EndedBy::error);
}

TEST_CASE("a cycle of any length is noticed before its rows come again") {
  const auto plan = list_plan(by_token);
  const int length = GENERATE(1, 2, 3, 40, 900);
  const Server server = [length](const HttpRequest& request) {
    const std::size_t at = request.url.find("cursor=t");
    const int from = at == std::string::npos ? 0 : std::stoi(request.url.substr(at + 8));
    const int to = from < length + 2 ? from + 1 : 3;  // back to the third page
    return Answer{.body = page({"r" + std::to_string(from)}, "t" + std::to_string(to)).dump(),
                  .status = 200,
                  .headers = {}};
  };
  const Outcome outcome = walk_all(*plan, server);
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::loop);
  CHECK(outcome.ids.size() == static_cast<std::size_t>(length) + 3);
  CHECK(std::set<std::string>(outcome.ids.begin(), outcome.ids.end()).size() == outcome.ids.size());
}

TEST_CASE("an object cursor is the same in any order of its members") {
  const auto plan = list_plan(by_token);
  std::vector<std::string> bodies = {
      R"({"data":[{"id":"a","amount":1}],"next":{"k":1.0,"s":"x"}})",
      R"({"data":[{"id":"b","amount":1}],"next":{ "s":"x", "k":1.0 }})"};
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    return Answer{.body = bodies[next++ % 2], .status = 200, .headers = {}};
  });
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::loop);
  CHECK(outcome.ids == Ids{"a", "b"});
}

TEST_CASE("a page that came before is an error, and none of its rows is yielded again") {
  const auto plan = list_plan(by_token);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b"}, "t1"), page({"c"}, "t2"), page({"a", "b"}, "t3")}));
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.error->code == ErrorCode::loop);
}

TEST_CASE("a page of nothing but earlier rows is an error, in whatever words it comes") {
  const auto plan = list_plan(by_token);
  json again = page({"b", "a"}, "t2");
  again["data"][0]["seen"] = 2;
  const Outcome outcome = walk_all(*plan, script({page({"a", "b"}, "t1"), again}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.error->code == ErrorCode::loop);
}

TEST_CASE("pages whose rows differ in their keys or elements alone are different pages") {
  const auto walk_of = [](const char* rows, const char* entry, std::vector<json> pages) {
    const auto plan = plan_of(
        std::string{
            R"({"id":"acme","baseUrl":"https://api.example.com","operations":{"history":{)"} +
        R"("request":{"path":"/credits"},"paging":{"kind":"token","from":"/next","to":"after"},)" +
        R"("rows":)" + rows + R"(,"entry":)" + entry + "}}}");
    return walk_all(*plan, script(std::move(pages)));
  };
  const json row = {{"amount", 1}};
  const Outcome by_key = walk_of(
      R"({"at":"/data","shape":"map"})", R"({"id":{"key":true},"kind":"usage","amount":"/amount"})",
      {{{"data", {{"x1", row}}}, {"next", "c1"}}, {{"data", {{"x2", row}}}, {"next", nullptr}}});
  CHECK_FALSE(by_key.error);
  CHECK(by_key.ids == Ids{"x1", "x2"});
  CHECK(by_key.report.complete);

  const Outcome by_unread_key =
      walk_of(R"({"at":"/data","shape":"map"})", R"({"kind":"usage","amount":"/amount"})",
              {{{"data", {{"x1", row}}}, {"next", "c1"}}, {{"data", {{"x2", row}}}}});
  CHECK_FALSE(by_unread_key.error);
  CHECK(by_unread_key.ids.size() == 2);
  CHECK(by_unread_key.report.complete);

  const auto account = [&](const char* name, const json& next) {
    return json{{"data", {{{"name", name}, {"rows", {row, row}}}}}, {"next", next}};
  };
  const char* const in_elements = R"({"at":"/data","each":"/rows"})";
  const char* const entry =
      R"({"account":{"at":"/name","of":"parent"},"kind":"usage","amount":"/amount"})";
  const Outcome by_element =
      walk_of(in_elements, entry, {account("A", "c1"), account("B", nullptr)});
  CHECK_FALSE(by_element.error);
  CHECK(by_element.ids.size() == 4);
  CHECK(by_element.report.complete);

  const Outcome again = walk_of(in_elements, entry, {account("A", "c1"), account("A", "c2")});
  REQUIRE(again.error);
  CHECK(again.error->code == ErrorCode::loop);
}

TEST_CASE("an id is the same however it is escaped") {
  const auto plan = list_plan(R"({"kind":"page","page":"p","more":"/more"})");
  auto next = std::make_shared<int>(0);
  const Outcome outcome = walk_all(*plan, [next](const HttpRequest&) {
    const bool first = (*next)++ == 0;
    return Answer{
        .body =
            first
                ? R"({"data":[{"id":"a/1","amount":1},{"id":"é/2","amount":2}],"more":true})"
                : R"({"data":[{"id":"\u00e9\/2","amount":2},{"id":"a/3","amount":3}],"more":false})",
        .status = 200,
        .headers = {}};
  });
  CHECK(outcome.ids.size() == 3);
  CHECK(outcome.report.duplicates == 1);
  CHECK(outcome.warns(WarningCode::overlap));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("rows that come again are removed, counted and said") {
  const auto plan = list_plan(by_token);
  const Outcome outcome =
      walk_all(*plan, script({page({"a", "b"}, "t1"), page({"b", "c"}, "t2"), page({"d", "d"})}));
  CHECK(outcome.ids == Ids{"a", "b", "c", "d"});
  CHECK(outcome.report.duplicates == 2);
  CHECK(outcome.warns(WarningCode::overlap));
  CHECK_FALSE(outcome.report.complete);
  CHECK_FALSE(outcome.error.has_value());
}

TEST_CASE("one cursor for the whole walk is allowed where the definition says so") {
  const auto plan =
      list_plan(R"({"kind":"token","from":"/next","to":"cursor","constantCursor":true})");
  const Outcome good = walk_all(*plan, script({page({"a"}, "h"), page({"b"}, "h"), page({"c"})}));
  CHECK(good.ids == Ids{"a", "b", "c"});
  CHECK(good.report.complete);
  // The vendor keeps the place: what was asked for is gone, so it is not to be asked for twice.
  CHECK(good.requests[0].reads);
  CHECK_FALSE(good.requests[1].reads);
  CHECK(good.tokens[0].empty());
  const Outcome stuck = walk_all(*plan, script({page({"a"}, "h"), page({"b"}, "h")}));
  CHECK(stuck.ids == Ids{"a", "b"});
  CHECK(stuck.error->code == ErrorCode::loop);
}

TEST_CASE("a cursor whose type changes is an error, behind the rows that came with it") {
  const auto plan = list_plan(by_token);
  const Outcome outcome = walk_all(*plan, script({page({"a"}, "t1"), page({"b"}, 7)}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.error->code == ErrorCode::pagination);
}

TEST_CASE("a cursor can come in a header and go in a header") {
  const auto plan =
      list_plan(R"({"kind":"token","from":{"header":"X-Next"},"to":{"header":"X-Cursor"}})");
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    Answer answer{.body = page({"r" + std::to_string(next)}).dump(), .status = 200, .headers = {}};
    if (next++ == 0) {
      answer.headers.emplace_back("x-next", "a=1 b");
    }
    return answer;
  });
  CHECK(outcome.ids == Ids{"r0", "r1"});
  CHECK(outcome.requests[1].headers().back().text == "a=1 b");
}

TEST_CASE("a cursor that cannot be sent fails the walk behind its page, without showing it") {
  const auto plan = list_plan(R"({"kind":"token","from":"/next","to":{"header":"X-Cursor"}})");
  const Outcome outcome = walk_all(*plan, script({page({"a"}, "s3cret\r\nX: y")}));
  CHECK(outcome.ids == Ids{"a"});
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::pagination);
  CHECK(outcome.error->message.find("s3cret") == std::string::npos);
}

TEST_CASE("a refused cursor is told apart from other refusals") {
  const auto plan = plan_of(R"({"id":"acme","baseUrl":"https://api.example.com",
    "error":{"code":"/code","codes":{"bad_cursor":"cursor"}},
    "operations":{"history":{"request":{"path":"/c"},"rows":"/data","paging":)" +
                            std::string(by_token) +
                            R"(,"entry":{"id":"/id","kind":"usage","amount":"/amount"}}}})");
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    return next++ == 0 ? Answer{.body = page({"a"}, "t1").dump(), .status = 200, .headers = {}}
                       : Answer{.body = R"({"code":"bad_cursor"})", .status = 400, .headers = {}};
  });
  CHECK(outcome.ids == Ids{"a"});
  CHECK(outcome.error->code == ErrorCode::cursor_expired);
  CHECK(outcome.error->vendor_code == "bad_cursor");
}

TEST_CASE("the last row's id is a cursor") {
  const auto plan =
      list_plan(R"({"kind":"lastRow","from":"/id","to":"starting_after","more":"/has_more"})");
  json first = page({"a", "b"});
  first["has_more"] = true;
  json last = page({"c"});
  last["has_more"] = false;
  const Outcome outcome = walk_all(*plan, script({first, last}));
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK(outcome.report.complete);
  CHECK(outcome.requests[1].url == "https://api.example.com/v1/credits?starting_after=b");
}

TEST_CASE("next URLs are followed within the origin, from the body or a Link header") {
  const bool link = GENERATE(true, false);
  const auto plan = list_plan(link ? R"({"kind":"url","from":{"link":"next"}})"
                                   : R"({"kind":"url","from":"/next"})");
  const std::string next = GENERATE(as<std::string>{}, "https://api.example.com/v1/credits?page=2",
                                    "/v1/credits?page=2", "?page=2", "credits?page=2");
  std::size_t asked = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    const bool first = asked++ == 0;
    Answer answer{.body = page({first ? "a" : "b"}, first && !link ? json(next) : json()).dump(),
                  .status = 200,
                  .headers = {}};
    if (first && link) {
      answer.headers.emplace_back("Link",
                                  R"(<?page=1>; rel="prev"; title="a, \"b\"; rel=next", <)" + next +
                                      R"(>; rel="last next")");
    }
    return answer;
  });
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.report.complete);
  CHECK(outcome.requests[1].url == "https://api.example.com/v1/credits?page=2");
}

TEST_CASE("a Link header that cannot be read is an error behind its page, and no end") {
  const auto plan = list_plan(R"({"kind":"url","from":{"link":"next"}})");
  const Outcome outcome = walk_all(*plan, [](const HttpRequest&) {
    return Answer{.body = json{{"data", rows({"a"})}}.dump(),
                  .status = 200,
                  .headers = {{"Link", R"(/v1/credits?p=2; rel="next")"}}};
  });
  CHECK(outcome.ids == Ids{"a"});
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::pagination);
  CHECK(outcome.error->message.contains("the cursor cannot be read"));
  CHECK_FALSE(outcome.report.complete);
}

TEST_CASE("a next URL of another origin is never asked for") {
  const auto plan = list_plan(R"({"kind":"url","from":"/next"})");
  const Outcome outcome =
      walk_all(*plan, script({page({"a"}, "https://evil.example/v1/credits?page=2")}));
  CHECK(outcome.ids == Ids{"a"});
  CHECK(outcome.requests.size() == 1);
  CHECK(outcome.error->code == ErrorCode::origin);
}

TEST_CASE("an empty value where a next URL should stand ends the list as the definition says") {
  const auto plan = list_plan(R"({"kind":"url","from":"/next"})");
  const json none = GENERATE(json(""), json::object(), json::array(), json());
  json last = page({"b"});
  last["next"] = none;
  const Outcome outcome = walk_all(*plan, script({page({"a"}, "?page=2"), last}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.report.complete);
}

TEST_CASE("a next URL that is the first one again is a loop") {
  const auto plan = list_plan(R"({"kind":"url","from":"/next"})");
  const Outcome outcome =
      walk_all(*plan, script({page({"a"}, "?b=1&a=2"), page({"b"}, "?a=2&b=1")}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.error->code == ErrorCode::loop);
  const Outcome self = walk_all(*plan, script({page({"a"}, "/v1/credits")}));
  CHECK(self.error->code == ErrorCode::loop);
}

TEST_CASE("a key in a next URL is not asked with, and is in no token") {
  const auto plan = list_plan(R"({"kind":"url","from":"/next"})", R"({"path":"/credits"})",
                              R"({"query":"api_key"})");
  const Outcome outcome =
      walk_all(*plan, script({page({"a"}, "?page=2&api_key=CANARY"), page({"b"})}));
  CHECK(outcome.ids == Ids{"a", "b"});
  CHECK(outcome.requests[1].url == "https://api.example.com/v1/credits?page=2");
}

TEST_CASE("thousands of pages without rows are given up, typed") {
  const auto plan = list_plan(by_token);
  std::size_t next = 0;
  const Outcome outcome = walk_all(*plan, [&](const HttpRequest&) {
    return Answer{
        .body = page({}, "t" + std::to_string(next++)).dump(), .status = 200, .headers = {}};
  });
  CHECK(outcome.error->code == ErrorCode::pagination);
  CHECK(outcome.requests.size() == 1'000);
}

TEST_CASE("pages without rows do not count as pages of rows that were there before") {
  const auto plan = anonymous_plan(R"({"kind":"token","from":"/next","to":"after"})");
  std::vector<json> pages = {{{"data", {{{"amount", 1}}, {{"amount", 2}}}}, {"next", 0}}};
  for (int page = 1; page <= 120; ++page) {
    pages.push_back({{"data", json::array()}, {"next", page}});
  }
  pages.push_back({{"data", {{{"amount", 1}}}}, {"next", 121}});
  pages.push_back({{"data", {{{"amount", 3}}}}, {"next", nullptr}});
  const Outcome outcome = walk_all(*plan, script(pages));
  CHECK_FALSE(outcome.error);
  CHECK(outcome.ids.size() == 4);
  CHECK(outcome.report.complete);
}

TEST_CASE("no walk goes on for more than 10,000 pages") {
  const auto plan = list_plan(by_token);
  std::size_t next = 0;
  const Server server = [&](const HttpRequest&) {
    ++next;
    return Answer{.body = R"({"data":[{"id":)" + std::to_string(next) + R"(,"amount":1}],"next":)" +
                          std::to_string(next) + "}",
                  .status = 200,
                  .headers = {}};
  };
  auto walk = Walk::open(*plan, *plan->history(), "", {});
  while ((*walk)->next() == Walk::Step::request) {
    REQUIRE(give(**walk, server((*walk)->request())).has_value());
  }
  CHECK((*walk)->error().code == ErrorCode::pagination);
  CHECK((*walk)->report().pages == 10'000);
  CHECK((*walk)->report().entries == 10'000);
}
