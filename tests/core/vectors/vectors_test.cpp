#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "vectors/outcome.hpp"
#include "vectors/vector.hpp"

namespace creditkit::vectors {
namespace {

/// Null, or an empty list or object, or an object of such.
bool says_nothing(const Json& value) {
  if (value.is_object()) {
    return std::ranges::all_of(value, says_nothing);
  }
  return value.is_null() || (value.is_array() && value.empty());
}

/// Takes out of `actual` what `expected` need not state: members starting with $, and parts that
/// say nothing.
Json stated(const Json& actual, const Json& expected) {
  if (actual.is_object() && expected.is_object()) {
    Json out = Json::object();
    for (const auto& [name, value] : actual.items()) {
      const bool silent = !expected.contains(name);
      const bool may_be_silent = name.starts_with('$') || says_nothing(value);
      if (!silent) {
        out[name] = stated(value, expected.at(name));
      } else if (!may_be_silent) {
        out[name] = value;
      }
    }
    return out;
  }
  if (actual.is_array() && expected.is_array() && actual.size() == expected.size()) {
    Json out = Json::array();
    for (std::size_t i = 0; i < actual.size(); ++i) {
      out.push_back(stated(actual[i], expected[i]));
    }
    return out;
  }
  return actual;
}

void check_error(const Json& actual, const Json& expected) {
  for (const auto& [name, value] : expected.items()) {
    if (name == "messageIncludes") {
      CHECK(actual.at("message").get<std::string>().find(value.get<std::string>()) !=
            std::string::npos);
    } else {
      CHECK(actual.at(name) == value);
    }
  }
}

}  // namespace

TEST_CASE("Every vector is read as it says") {
  for (const Vector& vector : all_vectors()) {
    INFO(vector.name());
    const Json outcome = outcome_of(vector);
    const Json& expected = vector.json.at("expected");
    INFO("outcome: " << outcome.dump(2));
    if (expected.contains("error")) {
      REQUIRE(outcome.contains("error"));
      check_error(outcome.at("error"), expected.at("error"));
    } else {
      REQUIRE(outcome.contains("page"));
      const Json page = stated(outcome.at("page"), expected.at("page"));
      INFO("differences: " << Json::diff(page, expected.at("page")).dump(2));
      CHECK(nlohmann::json(page) == nlohmann::json(expected.at("page")));
    }
  }
}

TEST_CASE("An expected entry states all of its thirteen members") {
  const std::set<std::string> members{"provider",     "id",         "idIsSynthetic", "account",
                                      "kind",         "vendorKind", "amount",        "unit",
                                      "balanceAfter", "at",         "atText",        "description",
                                      "reference"};
  for (const Vector& vector : all_vectors()) {
    INFO(vector.name());
    const Json page = vector.json.at("expected").value("page", Json::object());
    for (const Json& entry : page.value("entries", Json::array())) {
      for (const std::string& member : members) {
        CHECK(entry.contains(member));
      }
    }
  }
}

}  // namespace creditkit::vectors
