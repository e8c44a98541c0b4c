#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <set>

#include "walk/base64url.hpp"
#include "walk/resume_point.hpp"
#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

/// 23 rows in pages of 5, by whatever the paging asks with. Without ids some rows are equal.
Answer page_of(const HttpRequest& request, bool ids) {
  const auto number = [&](const std::string& name) -> std::size_t {
    const std::size_t at = request.url.find(name + "=");
    return at == std::string::npos ? 0 : std::stoul(request.url.substr(at + name.size() + 1));
  };
  const std::size_t from = number("cursor") + number("offset") + (number("page") * 5);
  json data = json::array();
  for (std::size_t i = from; i < std::min<std::size_t>(from + 5, 23); ++i) {
    json line = {{"amount", 1}, {"note", "n" + std::to_string(i % 4 == 3 ? i - 1 : i)}};
    if (ids) {
      line["id"] = "r" + std::to_string(i);
    }
    data.push_back(line);
  }
  json body = {{"data", data}, {"total", 23}, {"more", from + 5 < 23}};
  if (from + 5 < 23) {
    body["next"] = request.url.find("kind=") == std::string::npos
                       ? json(from + 5)
                       : json("?kind=all&cursor=" + std::to_string(from + 5));
  }
  return {.body = body.dump(), .status = 200, .headers = {}};
}

std::shared_ptr<Plan> plan_for(const std::string& paging, bool ids) {
  const bool url = paging.find("url") != std::string::npos;
  return plan_of(
      R"({"id":"acme","baseUrl":"https://api.example.com/v1","auth":{"query":"api_key"},
    "operations":{"history":{"request":{"path":"/credits")" +
      std::string(url ? R"(,"params":{"kind":{"default":"all"}})" : R"(,"params":{"user":{}})") +
      R"(},"rows":"/data","paging":)" + paging + R"(,"entry":{)" + (ids ? R"("id":"/id",)" : "") +
      R"("kind":"usage","amount":"/amount","description":"/note"}}}})");
}

const std::vector<std::string> pagings = {
    R"({"kind":"token","from":"/next","to":"cursor"})",
    R"({"kind":"url","from":"/next"})",
    R"({"kind":"page","page":"page","first":0,"more":"/more","total":"/total"})",
    R"({"kind":"offset","offset":"offset","total":"/total"})",
};

std::uint64_t binding_of(const std::string& token) {
  std::string bytes;
  REQUIRE(from_base64url(token, bytes));
  std::uint64_t binding = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    binding |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i + 1])) << (8 * i);
  }
  return binding;
}

std::string first_token(const Plan& plan, const std::string& query = "{}") {
  return walk_all(
             plan, [](const HttpRequest& request) { return page_of(request, true); }, {}, query)
      .tokens.at(6);
}

}  // namespace

TEST_CASE("cut anywhere and resumed, a walk yields the rest, ids included") {
  const std::string paging = GENERATE(from_range(pagings));
  const bool ids = GENERATE(true, false);
  const auto plan = plan_for(paging, ids);
  const Server server = [ids](const HttpRequest& request) { return page_of(request, ids); };
  const Outcome whole = walk_all(*plan, server);
  REQUIRE(whole.ids.size() == 23);
  CHECK(std::set<std::string>(whole.ids.begin(), whole.ids.end()).size() == 23);
  for (std::size_t cut = 0; cut < whole.tokens.size(); ++cut) {
    CAPTURE(paging, ids, cut);
    WalkOptions options;
    options.resume_token = whole.tokens[cut];
    const Outcome rest = walk_all(*plan, server, options);
    REQUIRE_FALSE(rest.error.has_value());
    CHECK(rest.ids ==
          Ids(whole.ids.begin() + static_cast<std::ptrdiff_t>(cut) + 1, whole.ids.end()));
    CHECK(rest.report.complete == whole.report.complete);
    CHECK(rest.report.entries_before == cut + 1);
    CHECK(rest.report.duplicates == 0);
  }
}

TEST_CASE("a limit ends a walk with a token that goes on behind it") {
  const auto plan = plan_for(GENERATE(from_range(pagings)), true);
  const Server server = [](const HttpRequest& request) { return page_of(request, true); };
  const auto limit = GENERATE(std::uint64_t{1}, 4U, 5U, 7U, 22U);
  Ids all;
  Outcome outcome;
  WalkOptions options;
  options.limit = limit;
  do {
    outcome = walk_all(*plan, server, options);
    REQUIRE_FALSE(outcome.error.has_value());
    CHECK(outcome.ids.size() <= limit);
    all.insert(all.end(), outcome.ids.begin(), outcome.ids.end());
    if (outcome.report.ended_by == EndedBy::limit) {
      CHECK_FALSE(outcome.report.complete);
    }
    options.resume_token = outcome.token;
  } while (outcome.report.ended_by == EndedBy::limit);
  CHECK(all.size() == 23);
  CHECK(std::set<std::string>(all.begin(), all.end()).size() == 23);
  CHECK(outcome.report.complete);
}

TEST_CASE("a limit that is reached with the last row is the end") {
  const auto plan = plan_for(pagings[0], true);
  WalkOptions options;
  options.limit = 23;
  const Outcome outcome =
      walk_all(*plan, [](const HttpRequest& request) { return page_of(request, true); }, options);
  CHECK(outcome.report.complete);
  CHECK(outcome.report.ended_by == EndedBy::end);
}

TEST_CASE("a number of pages is a limit too") {
  const auto plan = plan_for(pagings[2], true);
  WalkOptions options;
  options.max_pages = 2;
  const Outcome outcome =
      walk_all(*plan, [](const HttpRequest& request) { return page_of(request, true); }, options);
  CHECK(outcome.ids.size() == 10);
  CHECK(outcome.report.ended_by == EndedBy::limit);
}

TEST_CASE("a token of a walk that is over yields nothing more, and asks for nothing") {
  const auto plan = plan_for(pagings[0], true);
  const Server server = [](const HttpRequest& request) { return page_of(request, true); };
  WalkOptions options;
  const std::string token = walk_all(*plan, server).token;
  options.resume_token = token;
  const Outcome outcome = walk_all(*plan, server, options);
  CHECK(outcome.ids.empty());
  CHECK(outcome.requests.empty());
  CHECK(outcome.report.complete);
}

TEST_CASE("a token goes with its definition, base URL, operation and query") {
  const auto plan = plan_for(pagings[0], true);
  const std::string token = first_token(*plan, R"({"user":"a"})");
  const auto open = [&](const Plan& other, const std::string& query) {
    WalkOptions options;
    options.resume_token = token;
    return Walk::open(other, *other.history(), query, options);
  };
  CHECK(open(*plan, R"({"user":"a"})").has_value());
  CHECK(open(*plan, R"({"user":"b"})").error().code == ErrorCode::resume_token);
  CHECK(open(*plan_for(pagings[0], false), R"({"user":"a"})").error().code ==
        ErrorCode::resume_token);
  const auto elsewhere = plan_for(pagings[0], true);
  elsewhere->base_url = "https://other.example.com";
  CHECK(open(*elsewhere, R"({"user":"a"})").error().code == ErrorCode::resume_token);
}

TEST_CASE("a damaged token is refused, whatever is wrong with it") {
  const auto plan = plan_for(pagings[0], true);
  const std::string token = first_token(*plan);
  const auto code = [&](std::string_view text) {
    WalkOptions options;
    options.resume_token = text;
    const auto walk = Walk::open(*plan, *plan->history(), "{}", options);
    return walk ? std::nullopt : std::optional(walk.error().code);
  };
  REQUIRE_FALSE(code(token).has_value());
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(code(changed) == ErrorCode::resume_token);
    if (i > 0) {
      CHECK(code(token.substr(0, i)) == ErrorCode::resume_token);
    }
  }
  CHECK(code(token + "A") == ErrorCode::resume_token);
  CHECK(code("not a token") == ErrorCode::resume_token);
  CHECK(code(std::string(100'000, 'A')) == ErrorCode::resume_token);
}

TEST_CASE("a token that somebody wrote cannot leave what its walk may ask for") {
  const auto refused = [](const std::string& paging, const auto& change) {
    const auto plan = plan_for(paging, true);
    const std::string token = first_token(*plan);
    ResumePoint point;
    REQUIRE_FALSE(decode_resume_point(token, binding_of(token), point));
    change(point);
    WalkOptions options;
    const std::string changed = encode_resume_point(point);
    options.resume_token = changed;
    const auto walk = Walk::open(*plan, *plan->history(), "{}", options);
    return !walk && walk.error().code == ErrorCode::resume_token;
  };
  const auto cursor = [](const std::string& text) {
    return [text](ResumePoint& point) {
      point.position.cursor = text;
      point.has_cursor = true;
    };
  };
  // JSON that would break out of a body, or is none.
  CHECK(refused(pagings[0], cursor(R"("a","admin":true)")));
  CHECK(refused(pagings[0], cursor("")));
  CHECK(refused(pagings[0], cursor("null")));
  // Another user's rows, another path, a key, another host.
  CHECK(refused(pagings[1], cursor("kind=secret")));
  CHECK(refused(pagings[1], cursor("cursor=1&%6Bind=secret")));
  CHECK(refused(pagings[1], cursor("api_key=x")));
  CHECK(refused(pagings[1], cursor("a#@evil.example/")));
  CHECK(refused(pagings[1], cursor("a b")));
  // Positions that the kind of paging does not have.
  CHECK(refused(pagings[2], cursor("5")));
  CHECK(refused(pagings[0], [](ResumePoint& point) { point.position.number = 7; }));
  CHECK(refused(pagings[2], [](ResumePoint& point) { point.page_size = 7; }));
}

TEST_CASE("a token holds no URL, no host and no key") {
  const auto plan = plan_for(pagings[1], true);
  const Server server = [](const HttpRequest& request) {
    Answer answer = page_of(request, true);
    json body = json::parse(answer.body);
    if (body.contains("next")) {
      body["next"] = "https://api.example.com/v1/credits" + body["next"].get<std::string>() +
                     "&api_key=CANARY";
    }
    answer.body = body.dump();
    return answer;
  };
  for (const std::string& token : walk_all(*plan, server).tokens) {
    std::string bytes;
    REQUIRE(from_base64url(token, bytes));
    CHECK(bytes.find("example") == std::string::npos);
    CHECK(bytes.find("credits") == std::string::npos);
    CHECK(bytes.find("CANARY") == std::string::npos);
    CHECK(bytes.find("kind") == std::string::npos);
    CHECK(token.size() < 8'192);
  }
}

TEST_CASE("where a next URL leads to another path, there is no token, and the walk goes on") {
  const auto plan = plan_for(pagings[1], true);
  const Outcome outcome =
      walk_all(*plan, script({{{"data", rows({"a", "b"})}, {"next", "/v1/else?kind=all&page=2"}},
                              {{"data", rows({"c"})}}}));
  CHECK(outcome.ids == Ids{"a", "b", "c"});
  CHECK_FALSE(outcome.tokens[0].empty());
  CHECK(outcome.tokens[1].empty());
  CHECK_FALSE(outcome.tokens[2].empty());
}

TEST_CASE("a page that changed between two walks: found rows are skipped, and it is said") {
  const auto plan = list_plan(R"({"kind":"offset","offset":"offset"})");
  const Outcome before =
      walk_all(*plan, script({{{"data", rows({"a", "b", "c", "d"})}}, {{"data", rows({})}}}));
  WalkOptions options;
  options.resume_token = before.tokens[1];
  const Outcome after =
      walk_all(*plan, script({{{"data", rows({"new", "a", "b", "c", "d"})}}, {{"data", rows({})}}}),
               options);
  CHECK(after.ids == Ids{"new", "c", "d"});
  CHECK(after.warns(WarningCode::resumed_page_changed));
  CHECK_FALSE(after.report.complete);
}

TEST_CASE("behind a page that lost all but the rows of the cut, the list goes on") {
  const auto plan = list_plan(R"({"kind":"token","from":"/next","to":"cursor"})");
  const Outcome before = walk_all(
      *plan, script({{{"data", rows({"a", "b", "c", "d"})}, {"next", "x"}}, {{"data", rows({})}}}));
  WalkOptions options;
  options.resume_token = before.tokens[2];
  const Outcome after = walk_all(
      *plan, script({{{"data", rows({"b", "c"})}, {"next", "x"}}, {{"data", rows({"e", "f"})}}}),
      options);
  CHECK_FALSE(after.error);
  CHECK(after.ids == Ids{"e", "f"});
  CHECK(after.warns(WarningCode::resumed_page_changed));
  CHECK_FALSE(after.report.complete);
}

TEST_CASE("a token is no good for a client with another parameter") {
  const std::string definition =
      R"({"id":"acme","baseUrl":"https://api.example.com","params":{"org":{}},"headers":{"X-Org":"{org}"},
    "operations":{"history":{"request":{"path":"/credits"},"rows":"/data",
    "paging":{"kind":"offset","offset":"offset"},"entry":{"id":"/id","kind":"usage","amount":"/amount"}}}})";
  const auto plan_of_org = [&](const char* org) {
    const ConstantText param{.name = "org", .text = org};
    return compile_definition(definition, {.base_url = {}, .params = {&param, 1}});
  };
  const auto a = plan_of_org("a");
  REQUIRE(a);
  const Outcome first = walk_all(*a, script({{{"data", rows({"1", "2"})}}, {{"data", rows({})}}}));
  WalkOptions options;
  options.resume_token = first.tokens[1];
  const auto b = plan_of_org("b");
  const Outcome second = walk_all(*b, script({{{"data", rows({"3"})}}}), options);
  REQUIRE(second.error);
  CHECK(second.error->code == ErrorCode::resume_token);
  const auto again = plan_of_org("a");
  CHECK_FALSE(walk_all(*again, script({{{"data", rows({})}}}), options).error);
}

TEST_CASE("a page that lost the rows of the cut is an error") {
  const auto plan = list_plan(R"({"kind":"offset","offset":"offset"})");
  const Outcome before =
      walk_all(*plan, script({{{"data", rows({"a", "b", "c", "d"})}}, {{"data", rows({})}}}));
  WalkOptions options;
  options.resume_token = before.tokens[1];
  const Outcome after = walk_all(*plan, script({{{"data", rows({"x", "y"})}}}), options);
  CHECK(after.ids.empty());
  CHECK(after.error->code == ErrorCode::drift);
}

TEST_CASE("a loop is noticed across a cut") {
  const auto plan = plan_for(pagings[0], true);
  const Outcome before = walk_all(*plan, script({{{"data", rows({"a"})}, {"next", 1}},
                                                 {{"data", rows({"b"})}, {"next", 2}},
                                                 {{"data", rows({"c"})}}}));
  WalkOptions options;
  options.resume_token = before.tokens[1];
  const Outcome after = walk_all(
      *plan, script({{{"data", rows({"c"})}, {"next", 1}}, {{"data", rows({"b"})}, {"next", 2}}}),
      options);
  CHECK(after.ids == Ids{"c"});
  CHECK(after.error->code == ErrorCode::loop);
}

TEST_CASE("a walk goes on with its page size") {
  const auto plan = list_plan(
      R"({"kind":"page","page":"page","limit":{"param":"limit","default":2,"min":1,"max":9},"more":"/more"})");
  const Server server = script(
      {{{"data", rows({"a", "b"})}, {"more", true}}, {{"data", rows({"c"})}, {"more", false}}});
  WalkOptions options;
  options.page_size = 4;
  options.resume_token = "";
  const Outcome before = walk_all(*plan, server, options);
  options.resume_token = before.tokens[1];
  CHECK(Walk::open(*plan, *plan->history(), "", options).has_value());
  options.page_size = 0;
  CHECK((*Walk::open(*plan, *plan->history(), "", options))
            ->request()
            .url.ends_with("?limit=4&page=2"));
  options.page_size = 5;
  CHECK(Walk::open(*plan, *plan->history(), "", options).error().parameter == "pageSize");
}

TEST_CASE("base64url takes only what it writes") {
  for (const std::string bytes : {"", "a", "ab", "abc", "\xFF\xFE\xFD\xFC"}) {
    std::string read;
    CHECK(from_base64url(to_base64url(bytes), read));
    CHECK(read == bytes);
  }
  for (const char* const text : {"A", "AB=", "AB==", "A+/_", "AB C", "AC", "AAB"}) {
    std::string read;
    CHECK_FALSE(from_base64url(text, read));
  }
}
