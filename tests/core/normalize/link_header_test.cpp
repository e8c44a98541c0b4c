#include "normalize/link_header.hpp"

#include <catch2/catch_test_macros.hpp>

namespace creditkit {

TEST_CASE("The next page's URL is found among a Link header's links") {
  CHECK(link_target(R"(<https://a/?p=2>; rel="next")", "next") == "https://a/?p=2");
  CHECK(link_target(R"(<https://a/?p=1>; rel="previous", <https://a/?p=3>; rel="next")", "next") ==
        "https://a/?p=3");
  CHECK(link_target(R"(<https://a/?x=1,2;rel=next>; rel=prev,</b>;REL=Next)", "next") == "/b");
  CHECK(link_target(R"(</a>; title="a \"quoted\", rel=next; text"; rel="last next")", "next") ==
        "/a");
  CHECK(link_target(R"(</a> ; rel = "next" ; type=x)", "next") == "/a");
  CHECK(link_target(R"(</a>;rel=first;rel=next, </b>;rel=next)", "next") == "/b");
  CHECK(link_target(R"(<>; rel=next)", "next") == "");
}

TEST_CASE("A Link header without a next link, or none at all, has no next page") {
  for (const char* header : {"", "next", "<", "</a", "</a>", R"(</a>; rel="prev")",
                             R"(</a>; rel="nextpage")", R"(</a>; rel)", R"(</a>; rel=)",
                             R"(</a>; rel="next, </b>)", "<<<>>>;;;,,,", R"(</a>; rel="\)"}) {
    INFO(header);
    CHECK_FALSE(link_target(header, "next").value_or("none") == "/b");
  }
  CHECK_FALSE(link_target(R"(</a>; rel="prev")", "next"));
  CHECK_FALSE(link_target(R"(</a>; rel="nextpage")", "next"));
  CHECK_FALSE(link_target("</a>", "next"));
}

}  // namespace creditkit
