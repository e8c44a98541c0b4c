#include "request/url.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "plans.hpp"
#include "request/next_url.hpp"

using namespace creditkit;
using namespace creditkit_test;

namespace {

/// The URL, or "(fault)".
std::string resolved(std::string_view base, std::string url) {
  return resolve_same_origin(base, url) == nullptr ? url : "(fault)";
}

}  // namespace

TEST_CASE("a next URL of the same origin is followed, however it is written") {
  const std::string base = "https://api.example.com/v1/credits?limit=50";
  const auto [reference, url] = GENERATE(table<std::string, std::string>({
      {"https://api.example.com/v1/credits?page=2", "https://api.example.com/v1/credits?page=2"},
      {"HTTPS://API.Example.COM:443/v1/x", "https://api.example.com/v1/x"},
      {"https://api.example.com:/v1/x", "https://api.example.com/v1/x"},
      {"//api.example.com/v2/y?z", "https://api.example.com/v2/y?z"},
      {"/v2/credits?cursor=a%2Fb", "https://api.example.com/v2/credits?cursor=a%2Fb"},
      {"?page=2", "https://api.example.com/v1/credits?page=2"},
      {"more?page=2", "https://api.example.com/v1/more?page=2"},
      {"./more", "https://api.example.com/v1/more"},
      {"../other", "https://api.example.com/other"},
      {"../../../other", "https://api.example.com/other"},
      {"/a/%2e%2e/b", "https://api.example.com/b"},
      {"/a/.%2E/b/.", "https://api.example.com/b/"},
      {"/a/..", "https://api.example.com/"},
      {"/a//b", "https://api.example.com/a//b"},
      {"/a/.../b", "https://api.example.com/a/.../b"},
      {"?page=2#fragment", "https://api.example.com/v1/credits?page=2"},
      {"#top", "https://api.example.com/v1/credits?limit=50"},
      {"page:2", "(fault)"},
      {"./page:2", "https://api.example.com/v1/page:2"},
      {"https://api.example.com", "https://api.example.com"},
      {"?next=https://evil.example",
       "https://api.example.com/v1/credits?next=https://evil.example"},
  }));
  CHECK(resolved(base, reference) == url);
}

TEST_CASE("a next URL that would carry the key elsewhere is refused") {
  const std::string base = "https://api.example.com/v1/credits";
  const auto [reference, fault] = GENERATE(table<std::string, std::string>({
      {"https://evil.example/v1/credits", "leads to another host or port"},
      {"https://api.example.com.evil.example/", "leads to another host or port"},
      {"https://evil.example\\@api.example.com/", "is no URL"},
      {"https://api.example.com./v1", "leads to another host or port"},
      {"https://api.example.com%2eevil/", "leads to another host or port"},
      {"//evil.example/x", "leads to another host or port"},
      {"///evil.example/x", "is no URL"},
      {"////evil.example/x", "is no URL"},
      {"/\\evil.example/x", "is no URL"},
      {"\\\\evil.example/x", "is no URL"},
      {"http://api.example.com/v1", "has another scheme"},
      {"https:evil.example", "is no URL"},
      {"https:/evil.example", "is no URL"},
      {"https:", "is no URL"},
      {"https://", "is no URL"},
      {"https:///x", "is no URL"},
      {"https://api.example.com:444/", "leads to another host or port"},
      {"https://api.example.com:0443/", "leads to another host or port"},
      {"https://user@api.example.com/", "holds a user name or password"},
      {"https://api.example.com@evil.example/", "holds a user name or password"},
      {"//user:pw@api.example.com/", "holds a user name or password"},
      {"file:///etc/passwd", "has another scheme"},
      {"javascript:alert(1)", "has another scheme"},
      {"data:text/html,x", "has another scheme"},
      {"ht\ttps://evil.example/", "is no URL"},
      {" https://evil.example/", "is no URL"},
      {"/x\r\nHost: evil.example", "is no URL"},
      {"/\xC3\xA9", "is no URL"},
      {std::string("/x\0y", 4), "is no URL"},
      {"https://[::1]/", "leads to another host or port"},
  }));
  CAPTURE(reference);
  std::string url = reference;
  CHECK(resolve_same_origin(base, url) == "the next page's URL " + fault);
  CHECK(url == reference);
}

TEST_CASE("ports and IPv6 hosts are compared whole") {
  CHECK(resolved("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b") != "(fault)");
  CHECK(resolved("http://127.0.0.1:8080/a", "http://127.0.0.1/b") == "(fault)");
  CHECK(resolved("http://127.0.0.1:80/a", "http://127.0.0.1/b") != "(fault)");
  CHECK(resolved("http://[::1]:80/a", "http://[::1]/b") != "(fault)");
  CHECK(resolved("http://[::1]/a", "http://[::1]:81/b") == "(fault)");
}

TEST_CASE("a long next URL is refused, and costs no more than its length") {
  const std::string longest = "/" + std::string(8'191, 'x');
  CHECK(resolved("https://a.example/", longest) == "https://a.example" + longest);
  CHECK(resolved("https://a.example/", longest + "x") == "(fault)");
  std::string url = "/" + std::string(9'000, 'x');
  CHECK(resolve_same_origin("https://a.example/", url) ==
        std::string{"the next page's URL is longer than 8,192 bytes"});
  std::string climbing;
  for (int i = 0; i < 1'300; ++i) {
    climbing += "/a/..";
  }
  CHECK(resolved("https://a.example/", climbing) == "https://a.example/");
}

TEST_CASE("what a next URL adds to the caller's request can be kept, and nothing else") {
  const std::string own = "https://api.example.com/u/7/credits?kind=a%20b&order=asc";
  const auto [next, added] = GENERATE(table<std::string, std::string>({
      {"https://api.example.com/u/7/credits?kind=a+b&order=asc&cursor=x%3D", "cursor=x%3D"},
      {"https://api.example.com/u/7/credits?limit=5&order=asc&kind=a%20b&page=2", "limit=5&page=2"},
      {"https://api.example.com/u/7/credits?order=asc&page=2", "(none)"},
      {"https://api.example.com/u/7/credits?kind=c&order=asc&page=2", "(none)"},
      {"https://api.example.com/u/7/credits?kind=a+b&order=asc&order=desc", "(none)"},
      {"https://api.example.com/u/7/credits?kind=a+b&kind=c&order=asc", "(none)"},
      {"https://api.example.com/u/7/credits?kind=a+b&order=asc&order=asc&page=2", "(none)"},
      {"https://api.example.com/u/8/credits?kind=a+b&order=asc&page=2", "(none)"},
      {"https://api.example.com/u/7/credits", "(none)"},
  }));
  std::string url = next;
  CHECK((cut_to_added_query(own, url) ? url : "(none)") == added);
}

TEST_CASE("a kept query cannot replace the caller's parameters, nor bring a key") {
  Plan plan;
  plan.auth.place = AuthRule::Place::query;
  plan.auth.name = "api_key";
  const std::string own = "https://api.example.com/c?user=7";
  std::string url = "cursor=a%2Bb&limit=5";
  CHECK(join_added_query(plan, own, url));
  CHECK(url == "https://api.example.com/c?user=7&cursor=a%2Bb&limit=5");
  std::string of_two = "user=8&page=2";
  CHECK_FALSE(join_added_query(plan, own + "&kind=a", of_two));
  std::string added = GENERATE("user=8", "cursor=1&%75ser=8", "us%65r", "api_key=k",
                               "a=1&api%5Fkey=k", "a=1#b", "a b", "a\r\nb", "a=\\", "\xC3\xA9");
  CHECK_FALSE(join_added_query(plan, own, added));
}

TEST_CASE(
    "two next URLs are one where they ask for the same: parameters change places, but not those of "
    "one name") {
  const auto same = [](const char* left, const char* right) {
    return hash_of_url(left) == hash_of_url(right);
  };
  CHECK(same("https://a.example/c?after=5&limit=3", "https://a.example/c?limit=3&after=5"));
  CHECK(same("https://a.example/c?after=5&&limit=3&", "https://a.example/c?limit=3&%61fter=5"));
  CHECK(same("https://a.example/c?after=5&after=7&x", "https://a.example/c?x&after=5&after=7"));
  CHECK_FALSE(same("https://a.example/c?after=5&after=7", "https://a.example/c?after=7&after=5"));
  CHECK_FALSE(same("https://a.example/c?a=5&b=1&a=7", "https://a.example/c?a=7&b=1&%61=5"));
  CHECK_FALSE(same("https://a.example/c?a=5", "https://a.example/c?a=5&a=5"));
  CHECK_FALSE(same("https://a.example/c?a=5", "https://a.example/d?a=5"));
}

TEST_CASE("a key that a server writes into its next URL is taken out") {
  Plan plan;
  plan.auth.place = AuthRule::Place::query;
  plan.auth.name = "api_key";
  const auto [url, kept] = GENERATE(table<std::string, std::string>({
      {"https://a.example/c?api_key=SECRET&page=2", "https://a.example/c?page=2"},
      {"https://a.example/c?page=2&api%5Fkey=SECRET", "https://a.example/c?page=2"},
      {"https://a.example/c?api_key=SECRET", "https://a.example/c"},
      {"https://a.example/c?api_keys=2&api_ke=3", "https://a.example/c?api_keys=2&api_ke=3"},
  }));
  std::string without_key = url;
  remove_key(plan, without_key);
  CHECK(without_key == kept);
}
