#include "json/pointer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace creditkit;

TEST_CASE("a JSON Pointer is read as RFC 6901 has it") {
  const auto tokens = [](std::string_view text) { return Pointer::parse(text)->tokens; };
  using Tokens = std::vector<std::string>;
  CHECK(Pointer::parse("")->is_root());
  CHECK(tokens("/") == Tokens{""});
  CHECK(tokens("/foo/0") == Tokens{"foo", "0"});
  CHECK(tokens("/a~1b") == Tokens{"a/b"});
  CHECK(tokens("/m~0n") == Tokens{"m~n"});
  CHECK(tokens("/~01") == Tokens{"~1"});
  CHECK(tokens("//x/") == Tokens{"", "x", ""});
  CHECK(tokens("/ /%/é") == Tokens{" ", "%", "é"});
  CHECK(Pointer::parse("/a/b")->text == "/a/b");
}

TEST_CASE("what is no JSON Pointer is told by the byte at which it stops being one") {
  CHECK(Pointer::parse("a").error() == 0);
  CHECK(Pointer::parse("#/a").error() == 0);
  CHECK(Pointer::parse("/a~").error() == 2);
  CHECK(Pointer::parse("/a~2b").error() == 2);
  CHECK(Pointer::parse("/a/~~0").error() == 3);
}

TEST_CASE("any name can stand in a pointer") {
  for (const std::string_view name : {"", "a", "~", "/", "~1", "a/b~c", "é"}) {
    const auto pointer = Pointer::parse("/" + escape_pointer_token(name));
    REQUIRE(pointer);
    CHECK(pointer->tokens == std::vector<std::string>{std::string{name}});
  }
}
