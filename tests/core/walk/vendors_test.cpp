#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>

#include "walker.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;

namespace {

constexpr std::size_t row_count = 1'000;

std::shared_ptr<Plan> shipped(const std::string& name, const std::string& base_url = "") {
  std::ifstream file(std::string(CREDITKIT_SOURCE_DIR) + "/providers/" + name + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return plan_of(text.str(), base_url);
}

/// A query parameter of a request, or `otherwise`.
std::size_t number_in(const HttpRequest& request, const std::string& name, std::size_t otherwise) {
  const std::size_t at = request.url.find(name + "=");
  if (at == std::string::npos) {
    return otherwise;
  }
  std::size_t value = 0;
  const char* begin = request.url.data() + at + name.size() + 1;
  std::from_chars(begin, request.url.data() + request.url.size(), value);
  return value;
}

json slice(const std::function<json(std::size_t)>& row, std::size_t from, std::size_t size) {
  json list = json::array();
  for (std::size_t i = from; i < std::min(from + size, row_count); ++i) {
    list.push_back(row(i));
  }
  return list;
}

void check_whole(const Outcome& outcome) {
  CHECK_FALSE(outcome.error.has_value());
  CHECK(outcome.ids.size() == row_count);
  CHECK(std::set<std::string>(outcome.ids.begin(), outcome.ids.end()).size() == row_count);
  CHECK(outcome.report.complete);
  CHECK(outcome.report.doubts.none());
  CHECK(outcome.report.duplicates == 0);
}

}  // namespace

TEST_CASE("1,000 rows behind an object cursor in a JSON body, with empty pages in the middle") {
  const auto plan = shipped("klaim", "https://api.example.com");
  bool empty_next = false;
  const Server server = [&](const HttpRequest& request) -> Answer {
    const json body = json::parse(*request.body);
    std::size_t from = 0;
    if (body.contains("starting_after")) {
      from = std::stoul(body["starting_after"]["type_id"].get<std::string>());
      // The key comes back with the texts of its numbers and in its own order.
      CHECK(request.body->find(R"({"prefix_app_id":"app","type_id":")") != std::string::npos);
      CHECK(request.body->find(R"("x":1.50})") != std::string::npos);
    }
    empty_next = !empty_next && from % 200 == 100;
    const std::size_t size = empty_next ? 0 : 100;
    const json data = slice(
        [](std::size_t i) -> json {
          return {{"user_id", "u1"},      {"created_at", 1753317736835 + static_cast<long long>(i)},
                  {"credit_change", -1},  {"credit_balance", 5000 - static_cast<int>(i)},
                  {"source_type", "api"}, {"description", "call"}};
        },
        from, size);
    std::string text = R"({"message":"ok","data":)" + data.dump();
    if (empty_next || from + size < row_count) {
      text += R"(,"lastKey":{"prefix_app_id":"app","type_id":")" + std::to_string(from + size) +
              (empty_next ? R"( ","x":1.50}})" : R"(","x":1.50}})");
    } else {
      text += "}";
    }
    return {.body = text, .status = 200, .headers = {}};
  };
  const Outcome outcome = walk_all(*plan, server, {}, R"({"user_id":"u1"})");
  check_whole(outcome);
  CHECK(outcome.report.pages == 15);
  CHECK(outcome.requests.front().body == "{}");
  CHECK(outcome.requests.front().url == "https://api.example.com/users/u1/credits/usage");
}

TEST_CASE("1,000 rows behind a string token in the query") {
  const auto plan = shipped("cloudreve", "https://cloud.example.com/api/v4");
  const Server server = [&](const HttpRequest& request) -> Answer {
    const std::size_t size = number_in(request, "page_size", 0);
    const std::size_t from = number_in(request, "next_page_token", 0);
    json pagination = {{"page", 0}, {"page_size", size}};
    if (from + size < row_count) {
      pagination["next_token"] = std::to_string(from + size) + "==";
    }
    const json changes = slice(
        [](std::size_t i) -> json {
          return {{"changed_at", "2025-05-08T18:28:46." + std::to_string(100000 + i) + "+08:00"},
                  {"diff", -5},
                  {"reason", "pay"}};
        },
        from, size);
    return {.body = json{{"code", 0},
                         {"data", {{"changes", changes}, {"pagination", pagination}}},
                         {"msg", ""}}
                        .dump(),
            .status = 200,
            .headers = {}};
  };
  const Outcome outcome = walk_all(*plan, server);
  check_whole(outcome);
  REQUIRE(outcome.requests.size() == 20);
  CHECK(outcome.requests[1].url.find("next_page_token=50%3D%3D") != std::string::npos);
  CHECK(outcome.requests[1].url.find("order_direction=desc") != std::string::npos);
}

TEST_CASE("a list that goes by number after all is not complete behind its first page") {
  const auto plan = shipped("cloudreve", "https://cloud.example.com/api/v4");
  const json change = {
      {"changed_at", "2025-05-08T18:28:46+08:00"}, {"diff", -5}, {"reason", "pay"}};
  const json pagination = {{"page", 0}, {"page_size", 50}, {"total_items", 120}};
  const Outcome outcome =
      walk_all(*plan, script({{{"code", 0},
                               {"data", {{"changes", {change}}, {"pagination", pagination}}},
                               {"msg", ""}}}));
  CHECK(outcome.ids.size() == 1);
  CHECK(outcome.report.total_claimed == 120);
  CHECK_FALSE(outcome.report.complete);
  CHECK(outcome.warns(WarningCode::total_mismatch));
}

TEST_CASE("1,000 rows in pages counted from 0 that end with a short or an empty page") {
  const auto plan = shipped("dodo");
  std::size_t cap = GENERATE(std::size_t{100}, std::size_t{30});
  const Server server = [&](const HttpRequest& request) -> Answer {
    const std::size_t size = std::min(number_in(request, "page_size", 10), cap);
    const json items = slice(
        [](std::size_t i) -> json {
          return {{"id", "cle_" + std::to_string(i)},
                  {"amount", "1.50"},
                  {"is_credit", i % 2 == 0},
                  {"transaction_type", "credit_added"},
                  {"balance_after", "3.00"},
                  {"customer_id", "c"},
                  {"created_at", "2025-08-04T06:15:00.000000Z"}};
        },
        number_in(request, "page_number", 0) * size, size);
    return {.body = json{{"items", items}}.dump(), .status = 200, .headers = {}};
  };
  const Outcome outcome =
      walk_all(*plan, server, {}, R"({"credit_entitlement_id":"e","customer_id":"c"})");
  check_whole(outcome);
  CHECK(outcome.requests.front().url.find("page_number=0") != std::string::npos);
}

TEST_CASE("1,000 rows behind an offset and a total") {
  const auto plan = shipped("nebula");
  const Server server = [&](const HttpRequest& request) -> Answer {
    const json history = slice(
        [](std::size_t i) -> json {
          std::string hour = std::to_string(10 + (i % 10));
          std::string day = std::to_string(10 + ((i / 10) % 10));
          std::string year = std::to_string(2010 + (i / 100));
          return {{"user_id", "u"},
                  {"total", 2.004},
                  {"create_time", "EST " + year + "-10-" + day + " " + hour + ":00:00"}};
        },
        number_in(request, "offset", 0), number_in(request, "limit", 50));
    return {.body = json{{"status", "success"},
                         {"data",
                          {{"credit_history", history},
                           {"credit_balance", 9.5},
                           {"total_credit_histories", row_count}}}}
                        .dump(),
            .status = 200,
            .headers = {}};
  };
  const Outcome outcome = walk_all(*plan, server);
  check_whole(outcome);
  // 20 full pages, and one more request: a total alone is not believed.
  CHECK(outcome.report.pages == 21);
}

TEST_CASE("1,000 rows in pages counted from 1 with a flag") {
  const auto plan = shipped("nametrust");
  const Server server = [&](const HttpRequest& request) -> Answer {
    const std::size_t size = number_in(request, "limit", 20);
    const std::size_t from = (number_in(request, "page", 1) - 1) * size;
    const json items = slice(
        [](std::size_t i) -> json {
          return {{"id", "cent_" + std::to_string(i)},
                  {"kind", "consume"},
                  {"credits", -10},
                  {"created_at", "2026-01-01T00:00:00Z"}};
        },
        from, size);
    return {
        .body = json{{"items", items}, {"pages", {{"has_next", from + size < row_count}}}}.dump(),
        .status = 200,
        .headers = {}};
  };
  const Outcome outcome = walk_all(*plan, server);
  check_whole(outcome);
  CHECK(outcome.report.pages == 10);
}
