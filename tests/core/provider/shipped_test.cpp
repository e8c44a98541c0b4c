#include <catch2/catch_test_macros.hpp>

#include "files.hpp"
#include "provider/definition.hpp"

using namespace creditkit;
using namespace creditkit_test;

namespace {

std::string listed(const std::vector<DefinitionFault>& faults) {
  std::string text;
  for (const DefinitionFault& fault : faults) {
    text += fault.pointer + ": " + fault.message + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("each definition that ships has no fault") {
  auto paths = definitions_in("providers");
  CHECK(paths.size() >= 5);
  for (auto& path : definitions_in("tests/core/provider/definitions")) {
    paths.push_back(path);
  }
  for (const auto& path : paths) {
    INFO(path);
    CHECK(listed(check_definition(read_file(path))) == "");
  }
}
