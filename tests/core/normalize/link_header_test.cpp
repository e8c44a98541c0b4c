#include "normalize/link_header.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string_view>

namespace creditkit {
namespace {

/// The target; "∅" where there is none, "?" where the header cannot be read.
std::string_view next_of(std::string_view header) {
  std::string_view target;
  if (!next_link(header, target)) {
    return "?";
  }
  return target.data() == nullptr ? "∅" : target;
}

}  // namespace

TEST_CASE("The next page's URL is found among a Link header's links") {
  CHECK(next_of(R"(<https://a/?p=2>; rel="next")") == "https://a/?p=2");
  CHECK(next_of(R"(<https://a/?p=1>; rel="previous", <https://a/?p=3>; rel="next")") ==
        "https://a/?p=3");
  CHECK(next_of(R"(<https://a/?x=1,2;rel=next>; rel=prev,</b>;REL=Next)") == "/b");
  CHECK(next_of(R"(</a>; title="a \"quoted\", rel=next; text"; rel="last next")") == "/a");
  CHECK(next_of(R"(</a> ; rel = "next" ; type=x)") == "/a");
  CHECK(next_of(R"(</a>;rel=first;rel=next, </b>;rel=next)") == "/b");
  CHECK(next_of(R"(, ,</a>; rel="next",)") == "/a");
  CHECK(next_of(R"(<>; rel=next)").empty());
}

TEST_CASE("A Link header without a next link, or none at all, has no next page") {
  for (const char* header : {"", " , ", "</a>", R"(</a>; rel="prev")", R"(</a>; rel="nextpage")",
                             R"(</a>; rel)", R"(</a>; rel=)", R"(</a>; rel="prev" , )"}) {
    INFO(header);
    CHECK(next_of(header) == "∅");
  }
}

TEST_CASE("A Link header that cannot be read does not say that no page follows") {
  for (const char* header :
       {"next", "<", "</a", R"(/a; rel="next")", R"(</a; rel="next")", R"(</a> rel="next")",
        R"(</a>, rel="next")", R"(</a?q=x>y>; rel="next")", R"(</a>; title="x; rel="next")",
        R"(</a>; rel="next, </b>)", R"(</a>; rel="\)", "<<<>>>;;;,,,"}) {
    INFO(header);
    CHECK(next_of(header) == "?");
  }
}

}  // namespace creditkit
