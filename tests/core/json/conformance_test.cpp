#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "json/accepted_cases.hpp"
#include "json/choice_cases.hpp"
#include "json/reader.hpp"
#include "json/refused_cases.hpp"

namespace creditkit {
namespace {

using json_cases::Case;

bool is_json(const std::string& body) { return !check_json(body).has_value(); }

/// The body as a member that nobody reads, between two that are.
std::string inside_document(const std::string& body) {
  return R"({"before":[1,{"a":null}],"it":)" + body + R"(,"after":"z"})";
}

/// By the names of JSONTestSuite: the rows "| `name` `name` | answer |" of docs/json.md.
std::map<std::string, std::string> documented_answers() {
  std::map<std::string, std::string> answers;
  std::ifstream file{CREDITKIT_SOURCE_DIR "/docs/json.md"};
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| `")) {
      continue;
    }
    const std::size_t border = line.find(" | ");
    std::istringstream names{line.substr(2, border - 2)};
    for (std::string name; names >> name;) {
      answers[name.substr(1, name.size() - 2)] = line.substr(border + 3);
    }
  }
  return answers;
}

}  // namespace

TEST_CASE("What JSON allows is read") {
  const auto cases = json_cases::accepted();
  REQUIRE(cases.size() == 95);
  for (const Case& json : cases) {
    INFO(json.name << ": " << json.body.substr(0, 200));
    CHECK(is_json(json.body));
    CHECK(is_json(inside_document(json.body)));
  }
}

TEST_CASE("What JSON forbids is refused, also where nobody looks") {
  const auto cases = json_cases::refused();
  REQUIRE(cases.size() == 188);
  for (const Case& json : cases) {
    INFO(json.name << ": " << json.body.substr(0, 200));
    CHECK_FALSE(is_json(json.body));
    CHECK_FALSE(is_json(inside_document(json.body)));
  }
}

TEST_CASE("What JSON leaves to the reader is answered as docs/json.md says") {
  const auto cases = json_cases::choices();
  const auto answers = documented_answers();
  REQUIRE(cases.size() == 35);
  CHECK(answers.size() == 35);
  for (const json_cases::Choice& json : cases) {
    INFO(json.name);
    CHECK(is_json(json.body) == json.accepted);
    CHECK(is_json(inside_document(json.body)) == json.accepted);
    REQUIRE(answers.contains(json.name));
    CHECK(answers.at(json.name).starts_with(json.accepted ? "yes" : "no:"));
  }
}

TEST_CASE("Every cut of a document is refused") {
  const std::string body = R"({"a":[1,-2.5e+3,"x\u00e9\n",true,false,null,{"b":{}}],"c":"€"})";
  REQUIRE(is_json(body));
  for (std::size_t size = 0; size < body.size(); ++size) {
    INFO(body.substr(0, size));
    CHECK_FALSE(is_json(body.substr(0, size)));
  }
}

TEST_CASE("A NUL does not end a body") {
  using namespace std::string_literals;
  CHECK_FALSE(is_json("{}\0{}"s));
  CHECK_FALSE(is_json("{\"a\":1\0}"s));
  CHECK_FALSE(is_json("\"a\0b\""s));
  CHECK_FALSE(is_json("[1]\0"s));
}

}  // namespace creditkit
