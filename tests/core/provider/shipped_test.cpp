#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "compiled.hpp"
#include "files.hpp"
#include "provider/definition.hpp"
#include "value/zone.hpp"

using namespace creditkit;
using namespace creditkit_test;
using namespace nlohmann::literals;

TEST_CASE("each definition that ships has no fault") {
  auto paths = definitions_in("providers");
  CHECK(paths.size() >= 10);
  for (auto& path : definitions_in("tests/core/provider/definitions")) {
    paths.push_back(path);
  }
  for (const auto& path : paths) {
    INFO(path);
    CHECK(listed(check_definition(read_file(path))) == "");
  }
}

TEST_CASE("an editor offers just the time zones that the core knows") {
  const auto schema = nlohmann::json::parse(
      read_file(source_folder() / "providers/provider.schema.json"), nullptr, false);
  REQUIRE(schema.is_object());
  auto offered = schema["/$defs/zone/anyOf/0/enum"_json_pointer].get<std::vector<std::string>>();
  std::ranges::sort(offered);
  std::vector<std::string> known{"UTC", "Z"};
  known.insert(known.end(), zone_names().begin(), zone_names().end());
  std::ranges::sort(known);
  CHECK(offered == known);
}
