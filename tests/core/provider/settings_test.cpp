#include <catch2/catch_test_macros.hpp>

#include "compiled.hpp"

using namespace creditkit;
using namespace creditkit_test;

namespace {

constexpr std::string_view definition = R"({
  "id": "acme",
  "baseUrl": "https://{site}.example.com:{port}/v1/{tenant}/",
  "params": {
    "site": {"required": true},
    "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": 443},
    "tenant": {"default": "main"},
    "org": {},
    "beta": {"type": "boolean"},
    "ratio": {"type": "number"},
    "zone": {"enum": ["America/New_York", "-05:00"], "default": "America/New_York"},
    "open_zone": {"default": "UTC"}
  },
  "headers": {"X-Org": "org {org}"},
  "operations": {
    "history": {
      "request": {"path": "/h", "query": {"beta": "{beta}", "ratio": "r={ratio}", "v": "2"}},
      "rows": "/r",
      "entry": {
        "kind": "usage", "amount": "/n", "unit": {"param": "org", "default": "credits"},
        "time": {"at": "/t", "format": ["local", "label local"], "zone": "{zone}", "zones": {"X": "{open_zone}"}}
      }
    }
  }
})";

std::optional<Error> refused(const Settings& settings, std::string_view text = definition) {
  auto plan = compile_definition(text, settings);
  CHECK(plan.faults.empty());
  return plan.refused ? std::optional{*plan.refused} : std::nullopt;
}

}  // namespace

TEST_CASE("a client's parameters stand in the URL, the headers, the constants and the zones") {
  const Plan plan = compiled(definition, with({{"site", "eu-1"},
                                               {"port", "8443"},
                                               {"org", "org_1"},
                                               {"beta", "true"},
                                               {"ratio", "1.50"},
                                               {"zone", "-05:00"},
                                               {"open_zone", "Asia/Tokyo"}}));
  CHECK(plan.base_url == "https://eu-1.example.com:8443/v1/main");
  REQUIRE(plan.headers.size() == 1);
  CHECK(plan.headers[0].text == "org org_1");
  const auto& query = plan.history()->request.query;
  REQUIRE(query.size() == 3);
  CHECK(query[0].text == "true");
  CHECK(query[1].text == "r=1.50");
  CHECK(query[2].text == "2");
  CHECK(plan.history()->entry->unit.constant == "org_1");
  CHECK(*plan.history()->entry->time->zone == Zone::fixed(-300));
  CHECK(plan.history()->entry->time->labels[0].zone == *Zone::parse("Asia/Tokyo"));
}

TEST_CASE("a flag of a client may be false, and what a client gives is kept, not pointed at") {
  std::string org = "an organization of its own";
  const Plan plan = compiled(definition, with({{"site", "eu"}, {"org", org}, {"beta", "false"}}));
  org.assign(org.size(), 'x');
  CHECK(plan.history()->request.query[0].text == "false");
  CHECK(plan.history()->entry->unit.constant == "an organization of its own");
}

TEST_CASE("what a client does not give is left out, or has its default") {
  const Plan plan = compiled(definition, with({{"site", "eu"}}));
  CHECK(plan.base_url == "https://eu.example.com:443/v1/main");
  CHECK(plan.headers.empty());
  CHECK(plan.history()->request.query.size() == 1);
  CHECK(plan.history()->entry->unit.constant == "credits");
  CHECK(*plan.history()->entry->time->zone == *Zone::parse("America/New_York"));
}

TEST_CASE("a base URL of the client's own wins, without its last slash") {
  const Plan plan = compiled(definition, with({{"site", "eu"}}, "http://127.0.0.1:8080/api/"));
  CHECK(plan.base_url == "http://127.0.0.1:8080/api");
}

TEST_CASE("a parameter that does not fit is refused by name, without its value") {
  const auto check = [](std::initializer_list<ConstantText> params, std::string_view parameter,
                        std::string_view message) {
    const auto error = refused(with(params));
    REQUIRE(error);
    CHECK(error->code == ErrorCode::parameter);
    CHECK(error->parameter == parameter);
    CHECK(error->message == message);
  };
  const auto check_one = [&check](std::string_view name, std::string_view value,
                                  std::string_view message) {
    check({{"site", "eu"}, {name, value}}, name, message);
  };
  check({}, "site", "the client parameter \"site\" is required");
  check_one("nobody", "x", "the definition has no client parameter \"nobody\"");
  check_one("port", "0", "the client parameter \"port\" must be an integer from 1 to 65535");
  check_one("port", "80.5", "the client parameter \"port\" must be an integer from 1 to 65535");
  check_one("beta", "yes", "the client parameter \"beta\" must be true or false");
  check_one("ratio", "half", "the client parameter \"ratio\" must be a number");
  check_one("zone", "UTC",
            R"(the client parameter "zone" must be one of "America/New_York", "-05:00")");
  check_one(
      "open_zone", "Mars/Base",
      R"(the client parameter "open_zone" must be "UTC", an offset such as "+08:00" or the name of a known zone)");
  check_one("org", "a\r\nX-Evil: 1",
            "the client parameter \"org\" must be a text that is not empty and has no control "
            "characters");
  check_one("org", "café",
            R"(the client parameter "org" must fit into a header's value of printable ASCII)");
}

TEST_CASE("no parameter can lead a request to another host or out of its path") {
  for (const std::string_view name : {"site", "tenant"}) {
    for (const std::string_view value :
         {"evil.com/", "evil.com#", "evil.com?", "a@evil.com", "evil.com:80", "..", ".", "%2e%2e",
          "a/../b", "a\\b", "a b", "[::1]", "é"}) {
      INFO(name << " = " << value);
      const auto error = refused(with({{name, value}, {"site", "eu"}}));
      REQUIRE(error);
      CHECK(error->parameter == name);
      CHECK(error->message.find(value == "." || value == ".." ? "\n" : value) == std::string::npos);
    }
  }
}

TEST_CASE("a base URL must be there and be one") {
  constexpr std::string_view bare =
      R"({"id":"a","operations":{"balance":{"request":{"path":"/b"},"balance":{"available":"/a"}}}})";
  const auto missing = refused({}, bare);
  REQUIRE(missing);
  CHECK(missing->parameter == "baseUrl");
  for (const std::string_view url :
       {"example.com", "ftp://example.com", "https://", "https://user@example.com",
        "https://user:pw@example.com", "https://example.com?key=1", "https://example.com/#x",
        "https://example.com:0x50", "https://example.com:65536", "https://exa mple.com",
        "https://example.com/a/../b", "https://example.com/a//b", "https://{site}.example.com",
        "https://example.com\\@evil.com", "https://example.com/%zz"}) {
    INFO(url);
    const auto error = refused({.base_url = url}, bare);
    REQUIRE(error);
    CHECK(error->parameter == "baseUrl");
  }
  for (const std::string_view url :
       {"https://example.com", "http://127.0.0.1:65535", "http://[::1]:8080/a/", "http://localhost",
        "https://xn--bcher-kva.example/a%20b/c.d;e=1"}) {
    INFO(url);
    CHECK(!refused({.base_url = url}, bare));
  }
}
