#include "provider/definition.hpp"

#include <catch2/catch_test_macros.hpp>

TEST_CASE("a text that is no JSON is a fault at the root") {
  const auto faults = creditkit::check_definition("{");
  REQUIRE(faults.size() == 1);
}
