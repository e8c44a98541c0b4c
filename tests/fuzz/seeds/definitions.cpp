#include <algorithm>
#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "seeds/seeds.hpp"
#include "seeds/writer.hpp"
#include "support/files.hpp"
#include "vectors/vector.hpp"

namespace seeds {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::string_view schema = "provider.schema.json";

/// Comments and white space would only take room.
void write_compact(Writer& writer, Json definition) {
  for (const char* const comment : {"$comment", "$schema"}) {
    if (definition.is_object()) {
      definition.erase(comment);
    }
  }
  writer.write(definition.dump());
}

void collect_words(const Json& schema_part, std::set<std::string>& words) {
  for (const auto& [name, part] : schema_part.items()) {
    if (name == "properties") {
      for (const auto& member : part.items()) {
        words.insert(member.key());
      }
    }
    if (name == "const" && part.is_string()) {
      words.insert(part.get<std::string>());
    }
    if (name == "enum") {
      for (const Json& word : part) {
        words.insert(word.is_string() ? word.get<std::string>() : word.dump());
      }
    }
    if (part.is_structured()) {
      collect_words(part, words);
    }
  }
}

bool is_plain(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != '\\';
  });
}

}  // namespace

std::size_t write_definitions(const fs::path& folder) {
  Writer writer{folder};
  for (const char* const source : {"providers", "tests/core/provider/definitions"}) {
    for (const auto& entry : fs::directory_iterator{fuzz::repository() / source}) {
      if (entry.path().extension() == ".json" && entry.path().filename() != schema) {
        write_compact(writer, Json::parse(fuzz::read_file(entry.path()), nullptr, false));
      }
    }
  }
  std::set<std::string> seen;
  for (const auto& vector : creditkit::vectors::all_vectors()) {
    const Json& provider = vector.json.at("provider");
    if (provider.is_object() && seen.insert(provider.dump()).second) {
      write_compact(writer, provider);
    }
  }
  return writer.count();
}

void write_words(const fs::path& file) {
  std::set<std::string> words;
  collect_words(
      Json::parse(fuzz::read_file(fuzz::repository() / "providers" / schema), nullptr, false),
      words);
  std::ofstream out{file};
  for (const std::string& word : words) {
    if (is_plain(word)) {
      out << R"("\")" << word << R"(\"")" << '\n';
    }
  }
}

}  // namespace seeds
