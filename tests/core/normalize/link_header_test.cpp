#include "normalize/link_header.hpp"

#include <catch2/catch_test_macros.hpp>

namespace creditkit {

TEST_CASE("The next page's URL is found among a Link header's links") {
  CHECK(next_link(R"(<https://a/?p=2>; rel="next")") == "https://a/?p=2");
  CHECK(next_link(R"(<https://a/?p=1>; rel="previous", <https://a/?p=3>; rel="next")") ==
        "https://a/?p=3");
  CHECK(next_link(R"(<https://a/?x=1,2;rel=next>; rel=prev,</b>;REL=Next)") == "/b");
  CHECK(next_link(R"(</a>; title="a \"quoted\", rel=next; text"; rel="last next")") == "/a");
  CHECK(next_link(R"(</a> ; rel = "next" ; type=x)") == "/a");
  CHECK(next_link(R"(</a>;rel=first;rel=next, </b>;rel=next)") == "/b");
  CHECK(next_link(R"(<>; rel=next)") == "");
  CHECK(next_link(R"(<>; rel=next)").data() != nullptr);
}

TEST_CASE("A Link header without a next link, or none at all, has no next page") {
  for (const char* header : {"", "next", "<", "</a", "</a>", R"(</a>; rel="prev")",
                             R"(</a>; rel="nextpage")", R"(</a>; rel)", R"(</a>; rel=)",
                             R"(</a>; rel="next, </b>)", "<<<>>>;;;,,,", R"(</a>; rel="\)"}) {
    INFO(header);
    CHECK_FALSE(next_link(header) == "/b");
  }
  CHECK(next_link(R"(</a>; rel="prev")").data() == nullptr);
  CHECK(next_link(R"(</a>; rel="nextpage")").data() == nullptr);
  CHECK(next_link("</a>").data() == nullptr);
}

}  // namespace creditkit
