#include "paging/cursor.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

using namespace creditkit;
using Form = CursorLook::Form;

TEST_CASE("cursors that say the same are the same, however they are written") {
  const auto [left, right] = GENERATE(table<std::string, std::string>({
      {R"({"a":1,"b":"x"})", R"({ "b" : "x", "a" : 1 })"},
      {R"({"a":{"c":null,"d":[1,2]}})", R"({"a":{"d":[1,2],"c":null}})"},
      {R"("a\/b")", R"("a/b")"},
  }));
  CHECK(look_into_cursor(left).hash == look_into_cursor(right).hash);
}

TEST_CASE("cursors that differ in anything are not the same") {
  const auto [left, right] = GENERATE(table<std::string, std::string>({
      {"1", "1.0"},
      {"1", R"("1")"},
      {R"("")", "null"},
      {"[1,2]", "[2,1]"},
      {"[[1],2]", "[[1,2]]"},
      {R"({"a":1,"b":2})", R"({"a":2,"b":1})"},
      {R"({"ab":1})", R"({"a":"b1"})"},
      {"true", "false"},
      {"{}", "[]"},
      {R"({"$comment":"a"})", R"({"$comment":"b"})"},
      {"9007199254740993", "9007199254740992"},
  }));
  CHECK(look_into_cursor(left).hash != look_into_cursor(right).hash);
}

TEST_CASE("the empty values are known") {
  CHECK(look_into_cursor(R"("")").form == Form::empty);
  CHECK(look_into_cursor("{ }").form == Form::empty);
  CHECK(look_into_cursor("[ ]").form == Form::empty);
  CHECK(look_into_cursor("0").form == Form::given);
  CHECK(look_into_cursor("false").form == Form::given);
}

TEST_CASE(
    "a cursor that is a flag keeps its type when it turns, others change it with their JSON type") {
  CHECK(look_into_cursor("true").type == look_into_cursor("false").type);
  CHECK(look_into_cursor("1").type == look_into_cursor("2.5").type);
  CHECK(look_into_cursor("1").type != look_into_cursor(R"("1")").type);
  CHECK(look_into_cursor("{}").type != look_into_cursor("[]").type);
}

TEST_CASE("what is no cursor is not taken for one") {
  CHECK(look_into_cursor("").form == Form::unreadable);
  CHECK(look_into_cursor("{").form == Form::unreadable);
  CHECK(look_into_cursor("\"" + std::string(9'000, 'x') + "\"").form == Form::unreadable);
  CHECK(look_into_cursor(std::string(5'000, '[') + std::string(3'000, ']')).form ==
        Form::unreadable);
}
