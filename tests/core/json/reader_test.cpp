#include "json/reader.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "json/fault.hpp"
#include "json/place.hpp"
#include "json/unescape.hpp"

namespace creditkit {
namespace {

struct Fault {
  std::string sentence;
  std::size_t byte;
  std::string pointer;
  friend bool operator==(const Fault&, const Fault&) = default;
};

Fault fault_of(const std::string& body) {
  const auto fault = check_json(body);
  return fault ? Fault{describe(*fault, body), fault->byte, pointer_at(body, fault->byte)}
               : Fault{"none", 0, ""};
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

}  // namespace

TEST_CASE("A fault says what was expected, what was found, and where") {
  CHECK(fault_of("<html>") == Fault{"expected a value, found <", 0, ""});
  CHECK(fault_of("") == Fault{"expected a value, found the end of the body", 0, ""});
  CHECK(fault_of(R"({"a":1 <})") == Fault{"expected , or } after a member, found <", 7, "/a"});
  CHECK(fault_of(R"({"a":{"b":[1,2;3]}})") ==
        Fault{"expected , or ] after an element, found ;", 14, "/a/b/1"});
  CHECK(fault_of(R"({"a" 1})") == Fault{"expected : after a member's name, found 1", 5, ""});
  CHECK(fault_of("{a:1}") ==
        Fault{"expected a member's name in quotes or } after {, found a", 1, ""});
  CHECK(fault_of(R"({"a":1,})") ==
        Fault{"expected a member's name in quotes after a comma, found }", 7, ""});
  CHECK(fault_of("[") ==
        Fault{"expected a value or ] after [, found the end of the body", 1, "/0"});
  CHECK(fault_of("{} x") ==
        Fault{"expected the end of the body after its one value, found x", 3, ""});
  CHECK(fault_of("[1,-]") == Fault{"expected a digit in a number, found ]", 4, "/1"});
  CHECK(fault_of("[1.]") == Fault{"expected a digit in a number, found ]", 3, "/0"});
  CHECK(fault_of("[1e+]") == Fault{"expected a digit in a number, found ]", 4, "/0"});
  CHECK(fault_of("[007]").byte == 2);
  CHECK(fault_of(R"(["a\q"])") ==
        Fault{R"(expected one of " \ / b f n r t u after a backslash, found q)", 4, "/0"});
  CHECK(fault_of(R"(["\u12g4"])") ==
        Fault{"expected four hexadecimal digits after \\u, found g", 6, "/0"});
  CHECK(
      fault_of("[\"a\nb\"]") ==
      Fault{"expected a character or \" in a string, found the control character U+000A", 3, "/0"});
  CHECK(fault_of("{\"k\":\"a\xFF\"}") == Fault{"expected UTF-8, found the byte 0xFF", 7, "/k"});
  CHECK(fault_of("\"abc") ==
        Fault{"expected a character or \" in a string, found the end of the body", 4, ""});
  CHECK(fault_of("\xEF\xBB\xBF{}") ==
        Fault{"expected no byte order mark (RFC 8259 section 8.1), found the byte 0xEF", 0, ""});
}

TEST_CASE("128 levels are read, one more is refused at its bracket") {
  CHECK(fault_of(nested(Reader::max_depth)).sentence == "none");
  const Fault fault = fault_of(nested(Reader::max_depth + 1));
  CHECK(fault.sentence == "expected at most 128 levels of arrays and objects, found more");
  CHECK(fault.byte == Reader::max_depth);
}

TEST_CASE("A pointer escapes the names on its way") {
  CHECK(fault_of(R"({"a/b":{"m~n":[0,{"\u0041":!}]}})").pointer == "/a~1b/m~0n/1/A");
}

TEST_CASE("UTF-8 is checked at every place of every string length") {
  const std::vector<std::string> characters{"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
  const std::vector<std::string> broken{"\xC3",     "\xE2\x82",     "\xF0\x9F\x98",    "\x80",
                                        "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"};
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const auto body = [&](const std::string& middle) {
        return '"' + std::string(before, 'x') + middle + std::string(after, 'y') + '"';
      };
      for (const std::string& character : characters) {
        CHECK_FALSE(check_json(body(character)));
      }
      for (const std::string& bytes : broken) {
        const auto fault = check_json(body(bytes));
        REQUIRE(fault);
        CHECK(fault->expected == Expected::utf8);
        CHECK(fault->byte == before + 1);
      }
    }
  }
}

TEST_CASE("Escapes become characters, halves of pairs become nothing") {
  const auto decoded = [](std::string_view text) {
    std::string out(text.size(), '\0');
    const auto size = unescape(text, out.data());
    return size ? out.substr(0, *size) : "fault at " + std::to_string(size.error());
  };
  CHECK(decoded(R"(a\"\\\/\b\f\n\r\tz)") == "a\"\\/\b\f\n\r\tz");
  CHECK(decoded(R"(\u0041\u00e9\u20AC)") == "Aé€");
  CHECK(decoded(R"(x\ud83d\ude00y)") == "x😀y");
  CHECK(decoded(R"(ab\ud83d)") == "fault at 2");
  CHECK(decoded(R"(ab\ud83dx)") == "fault at 2");
  CHECK(decoded(R"(ab\ud83d\u0041)") == "fault at 2");
  CHECK(decoded(R"(ab\ude00)") == "fault at 2");
  CHECK(decoded(R"(\\u0041)") == R"(\u0041)");
}

TEST_CASE("UTF-16 units are counted as JavaScript counts them") {
  CHECK(utf16_size("abc") == 3);
  CHECK(utf16_size("é€") == 2);
  CHECK(utf16_size("😀") == 2);
}

}  // namespace creditkit
