#include "json/pointer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <vector>

using namespace creditkit;

namespace {

/// The tokens, or nothing where the text is no pointer.
std::optional<std::vector<std::string>> tokens(std::string_view text) {
  Arena arena;
  Pointer pointer;
  if (!parse_pointer(text, arena, pointer)) {
    return std::nullopt;
  }
  CHECK(pointer.text == text);
  CHECK(pointer.is_root() == text.empty());
  return std::vector<std::string>{pointer.tokens.begin(), pointer.tokens.end()};
}

}  // namespace

TEST_CASE("a JSON Pointer is read as RFC 6901 has it") {
  using Tokens = std::vector<std::string>;
  CHECK(tokens("") == Tokens{});
  CHECK(tokens("/") == Tokens{""});
  CHECK(tokens("/foo/0") == Tokens{"foo", "0"});
  CHECK(tokens("/a~1b") == Tokens{"a/b"});
  CHECK(tokens("/m~0n") == Tokens{"m~n"});
  CHECK(tokens("/~01") == Tokens{"~1"});
  CHECK(tokens("//x/") == Tokens{"", "x", ""});
  CHECK(tokens("/ /%/é") == Tokens{" ", "%", "é"});
}

TEST_CASE("what is no JSON Pointer is refused") {
  for (const std::string_view text : {"a", "#/a", "/a~", "/a~2b", "/a/~~0", "/~/0"}) {
    CHECK_FALSE(tokens(text));
  }
}

TEST_CASE("any name can stand in a pointer") {
  for (const std::string_view name : {"", "a", "~", "/", "~1", "a/b~c", "é"}) {
    std::string pointer;
    append_pointer_token(pointer, name);
    CHECK(tokens(pointer) == std::vector<std::string>{std::string{name}});
  }
}
