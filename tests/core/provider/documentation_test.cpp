#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiled.hpp"
#include "files.hpp"

using namespace creditkit;
using namespace creditkit_test;
using nlohmann::json;

namespace {

/// A fenced block: what follows its language in the first line, and its text.
struct Block {
  std::string language;
  std::string role;
  std::string text;
  int line = 0;
};

std::vector<Block> blocks_of(const std::string& markdown) {
  std::vector<Block> blocks;
  std::istringstream lines{markdown};
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.starts_with("```")) {
      if (inside) {
        blocks.back().text += line + "\n";
      }
    } else if (inside) {
      inside = false;
    } else {
      inside = true;
      const auto space = std::min(line.find(' '), line.size());
      blocks.push_back({.language = line.substr(3, space - 3),
                        .role = line.substr(std::min(space + 1, line.size())),
                        .text = {},
                        .line = number});
    }
  }
  return blocks;
}

/// The texts in backticks that begin as a fault's message does.
std::vector<std::string> messages_in(const std::string& markdown) {
  std::vector<std::string> messages;
  for (std::size_t at = markdown.find("`expected "); at != std::string::npos;
       at = markdown.find("`expected ", at)) {
    const std::size_t end = markdown.find('`', at + 1);
    messages.push_back(markdown.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return messages;
}

}  // namespace

TEST_CASE("each JSON block of the definitions' documentation does what it says") {
  const std::string markdown = read_file(source_folder() / "docs/definitions.md");
  const std::vector<Block> blocks = blocks_of(markdown);
  int checked = 0;
  json definition;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.language != "json") {
      continue;
    }
    ++checked;
    INFO("docs/definitions.md:" << block.line);
    const json value = json::parse(block.text, nullptr, false);
    REQUIRE(!value.is_discarded());
    if (block.role == "definition") {
      definition = value;
      CHECK(listed(check_definition(block.text)) == "");
    } else if (block.role.starts_with("at ")) {
      definition[json::json_pointer{block.role.substr(3)}] = value;
      CHECK(listed(check_definition(definition.dump())) == "");
    } else if (block.role.starts_with("wrong at ")) {
      json wrong = definition;
      wrong[json::json_pointer{block.role.substr(9)}] = value;
      CHECK(listed(check_definition(wrong.dump())) == blocks.at(i + 1).text);
    } else {
      CHECK(block.role == "response");
    }
  }
  CHECK(checked > 20);
}

TEST_CASE("each message that the documentation quotes is one of the core's") {
  const json file =
      json::parse(read_file(source_folder() / "tests/core/provider/faults.json"), nullptr, false);
  std::vector<std::string> known;
  for (const json& mistake : file["mistakes"]) {
    for (const json& fault : mistake["faults"]) {
      known.push_back(fault["message"]);
    }
  }
  const auto messages = messages_in(read_file(source_folder() / "docs/definitions.md"));
  CHECK(messages.size() > 60);
  for (const std::string& message : messages) {
    INFO(message);
    CHECK(std::ranges::any_of(known,
                              [&](const std::string& full) { return full.starts_with(message); }));
  }
}
