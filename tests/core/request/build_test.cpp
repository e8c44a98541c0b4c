#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "plans.hpp"

using namespace creditkit;
using namespace creditkit_test;

TEST_CASE("names with brackets stay as vendors document them, values are encoded") {
  const auto plan = plan_with(
      R"({"path":"/c","query":{"filter[kind]":"a&b"},"params":{"text":{}}})", R"("page[after]")");
  const auto built = request_for(plan, R"({"text":"x y+z=[1]"})", R"("t/1 +=")");
  REQUIRE(built.has_value());
  CHECK(built->url ==
        "https://api.example.com/v1/"
        "c?filter[kind]=a%26b&text=x%20y%2Bz%3D%5B1%5D&page[after]=t%2F1%20%2B%3D");
  CHECK(built->method == "GET");
  CHECK_FALSE(built->body.has_value());
}

TEST_CASE("a cursor goes into a JSON body as it came") {
  const auto plan = plan_with(
      R"({"method":"POST","read":true,"path":"/c","json":{"b":1.50,"a":[{"x":null}],"big":12345678901234567890123}})",
      R"({"body":"/a/0/after"})");
  const std::string cursor =
      R"({ "n":1.500,"e":1e5, "s":"a\/b\u00e9","z":{"k":12345678901234567890} })";
  const auto built = request_for(plan, "{}", cursor);
  REQUIRE(built.has_value());
  CHECK(*built->body ==
        R"({"b":1.50,"a":[{"x":null,"after":)" + cursor + R"(}],"big":12345678901234567890123})");
  CHECK(header_of(*built, "content-type") == "application/json");
  CHECK(built->url == "https://api.example.com/v1/c");
}

TEST_CASE("objects on the way to a body parameter are made") {
  const auto plan = plan_with(
      R"({"method":"POST","read":true,"path":"/c","json":{},"params":{"kind":{"as":"/filter/kind"},"n":{"type":"integer"}}})",
      R"({"body":"/page/after"})");
  CHECK(*request_for(plan, R"({"kind":"a\"b","n":3})", R"("t")")->body ==
        R"({"filter":{"kind":"a\"b"},"n":3,"page":{"after":"t"}})");
  CHECK(*request_for(plan, "{}")->body == "{}");
}

TEST_CASE("nothing of one request's values is left in the next one's body") {
  const auto plan = plan_with(
      R"({"method":"POST","read":true,"path":"/c","json":{"filter":{"kind":"all"}},"params":{"kind":{"as":"/filter/kind"}}})",
      R"({"body":"/filter/after"})");
  CHECK(*request_for(plan, R"({"kind":"x"})", R"("t")")->body ==
        R"({"filter":{"kind":"x","after":"t"}})");
  CHECK(*request_for(plan, "{}")->body == R"({"filter":{"kind":"all"}})");
}

TEST_CASE("form bodies are encoded as forms are") {
  const auto plan = plan_with(
      R"({"method":"POST","read":true,"path":"/c","form":{"kind":"a b"},"params":{"q":{"as":"q[]"}}})",
      R"({"form":"cursor"})");
  const auto built = request_for(plan, R"({"q":"~x&y*é"})", R"("c=1")");
  REQUIRE(built.has_value());
  CHECK(*built->body == "kind=a+b&q%5B%5D=%7Ex%26y%2A%C3%A9&cursor=c%3D1");
  CHECK(header_of(*built, "content-type") == "application/x-www-form-urlencoded");
}

TEST_CASE("GraphQL bodies hold the document and the variables") {
  const auto plan = plan_with(
      R"({"method":"POST","read":true,"path":"/graphql",
          "graphql":{"query":"query Q($after: String) {\n  me { id }\n}","variables":{"first":20}},
          "params":{"wallet":{}}})",
      R"({"variables":"/after"})");
  const auto built = request_for(plan, R"({"wallet":"w"})", R"("t1")");
  REQUIRE(built.has_value());
  CHECK(
      *built->body ==
      R"({"query":"query Q($after: String) {\u000A  me { id }\u000A}","variables":{"first":20,"wallet":"w","after":"t1"}})");
}

TEST_CASE("headers of provider, operation, query and cursor are all sent") {
  const auto plan = plan_with(
      R"({"path":"/c","headers":{"accept":"application/json"},"params":{"org":{"in":"header","as":"X-Org"}}})",
      R"({"header":"X-Cursor"})", R"({"X-Plan":"p"})");
  const auto built = request_for(plan, R"({"org":"o 1"})", R"("t")");
  REQUIRE(built.has_value());
  CHECK(header_of(*built, "accept") == "application/json");
  CHECK(header_of(*built, "X-Plan") == "p");
  CHECK(header_of(*built, "X-Org") == "o 1");
  CHECK(header_of(*built, "X-Cursor") == "t");
  CHECK(built->headers().size() == 4);
}

TEST_CASE("nothing that could end a header, or is lost in one, gets into it") {
  const auto plan = plan_with(R"({"path":"/c","params":{"org":{"in":"header","as":"X-Org"}}})",
                              R"({"header":"X-Cursor"})");
  // Blanks around a value do not end it, but every fetch takes them off.
  const std::string value = GENERATE(R"("a\r\nX-Evil: 1")", R"("a\nb")", R"("a\u0000b")", R"("é")",
                                     R"(" a")", R"("a ")", R"(" ")");
  const auto by_query = request_for(plan, R"({"org":)" + value + "}");
  REQUIRE_FALSE(by_query.has_value());
  CHECK(by_query.error().code == ErrorCode::parameter);
  CHECK(by_query.error().parameter == "org");
  const auto by_cursor = request_for(plan, "{}", value);
  REQUIRE_FALSE(by_cursor.has_value());
  CHECK(by_cursor.error().code == ErrorCode::pagination);
  CHECK(by_cursor.error().message.find("Evil") == std::string::npos);
}

TEST_CASE("line ends in a query or form value are data") {
  const auto plan = plan_with(R"({"path":"/c"})");
  CHECK(request_for(plan, "{}", R"("a\r\nb")")->url ==
        "https://api.example.com/v1/c?cursor=a%0D%0Ab");
}

TEST_CASE("cursors of every type can be a query parameter") {
  const auto plan = plan_with(R"({"path":"/c"})");
  const auto [cursor, sent] = GENERATE(table<std::string, std::string>({
      {"12.50", "12.50"},
      {"true", "true"},
      {R"({"k":1.0})", "%7B%22k%22%3A1.0%7D"},
      {R"("a\u00e9\/")", "a%C3%A9%2F"},
  }));
  CHECK(request_for(plan, "{}", cursor)->url == "https://api.example.com/v1/c?cursor=" + sent);
}
