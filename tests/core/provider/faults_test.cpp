#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "compiled.hpp"
#include "files.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;

namespace {

using PointerAndMessage = std::pair<std::string, std::string>;

std::vector<PointerAndMessage> sorted(std::vector<PointerAndMessage> faults) {
  std::ranges::sort(faults);
  return faults;
}

std::vector<PointerAndMessage> faults_of(const json& definition) {
  std::vector<PointerAndMessage> faults;
  for (const Fault& fault : check_definition(definition.dump())) {
    faults.emplace_back(fault.pointer, fault.message);
  }
  return sorted(faults);
}

void apply(json& definition, const json& change) {
  const json::json_pointer at{change["at"].get<std::string>()};
  if (change.contains("put")) {
    definition[at] = change["put"];
  } else {
    definition[at.parent_pointer()].erase(at.back());
  }
}

}  // namespace

TEST_CASE("each mistake is told: where it is, what was expected, what stands there") {
  const json file =
      json::parse(read_file(source_folder() / "tests/core/provider/faults.json"), nullptr, false);
  REQUIRE(file.is_object());
  REQUIRE(faults_of(file["definition"]).empty());
  CHECK(file["mistakes"].size() > 150);
  for (const json& mistake : file["mistakes"]) {
    json definition = file["definition"];
    apply(definition, mistake);
    if (mistake.contains("also")) {
      apply(definition, mistake["also"]);
    }
    std::vector<PointerAndMessage> expected;
    for (const json& fault : mistake["faults"]) {
      expected.emplace_back(fault["pointer"], fault["message"]);
    }
    INFO(mistake["at"] << " " << mistake.value("put", json{"deleted"}));
    CHECK(faults_of(definition) == sorted(expected));
  }
}

TEST_CASE("all mistakes are told at once") {
  const std::vector<PointerAndMessage> faults = faults_of(json::parse(R"({
    "id": "A",
    "nmae": "x",
    "auth": {"header": "Host"},
    "operations": {
      "history": {
        "request": {"path": "/a?b", "method": "PUT"},
        "rows": "x",
        "paging": {"kind": "token", "from": "/n", "to": {"body": "/c"}},
        "entry": {"kind": "x", "amount": 1}
      }
    }
  })"));
  std::vector<std::string> pointers;
  pointers.reserve(faults.size());
  for (const auto& [pointer, message] : faults) {
    pointers.push_back(pointer);
  }
  CHECK(pointers == std::vector<std::string>{
                        "/auth/header",
                        "/id",
                        "/nmae",
                        "/operations/history/entry/amount",
                        "/operations/history/entry/kind",
                        "/operations/history/paging/to/body",
                        "/operations/history/request/method",
                        "/operations/history/request/path",
                        "/operations/history/rows",
                    });
}

TEST_CASE("a name that stands twice in an object is told, also where it is the same value") {
  const auto faults = check_definition(
      R"({"id":"a","id":"a","operations":{"balance":{"request":{"path":"/b"},"balance":{"available":"/a","available":"/b"}}}})");
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].pointer == "/id");
  CHECK(faults[0].message == "expected each name once in an object, found it again");
  CHECK(faults[1].pointer == "/operations/balance/balance/available");
}

TEST_CASE("a fault shows no more of a long text than it takes to find it, and no half character") {
  const std::string name = "éééééééééééééééééééééééééééééééééééééééééééé";
  const auto faults = check_definition(R"({"id":")" + name + R"(","operations":{}})");
  REQUIRE(!faults.empty());
  CHECK(faults[0].message.ends_with("found \"éééééééééééééééééééééééééééééé…\""));
}
