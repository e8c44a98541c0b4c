#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// tests/vectors/*.json as the core's tests read them; tests/vectors/README.md describes the
/// format.
namespace creditkit::vectors {

using Json = nlohmann::ordered_json;

inline std::filesystem::path repository() { return CREDITKIT_SOURCE_DIR; }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// A vector and the file that it is from.
struct Vector {
  std::string file;
  Json json;

  [[nodiscard]] std::string name() const { return file + ": " + json.value("name", "?"); }
};

inline std::vector<Vector> all_vectors() {
  std::vector<Vector> vectors;
  for (const auto& entry :
       std::filesystem::directory_iterator{repository() / "tests" / "vectors"}) {
    if (entry.path().extension() != ".json") {
      continue;
    }
    const Json file = Json::parse(read_file(entry.path()), nullptr, false);
    if (file.is_discarded()) {
      vectors.push_back(
          {.file = entry.path().filename().string(), .json = {{"name", "the file is not JSON"}}});
      continue;
    }
    for (const Json& vector : file.at("vectors")) {
      vectors.push_back({.file = entry.path().filename().string(), .json = vector});
    }
  }
  return vectors;
}

inline std::string from_base64(const std::string& text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) {
      continue;
    }
    bits = (bits << 6U) | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> count) & 0xFFU);
    }
  }
  return bytes;
}

/// The body's bytes: text, a list of lines, base64, or a file beside the vectors.
inline std::string body_of(const Json& vector) {
  if (vector.contains("bodyFile")) {
    return read_file(repository() / "tests" / "vectors" / vector.at("bodyFile").get<std::string>());
  }
  if (vector.contains("bodyBase64")) {
    return from_base64(vector.at("bodyBase64").get<std::string>());
  }
  const Json& body = vector.at("body");
  if (body.is_string()) {
    return body.get<std::string>();
  }
  std::string text;
  for (const Json& line : body) {
    text += text.empty() ? "" : "\n";
    text += line.get<std::string>();
  }
  return text;
}

/// The definition's text: a file of providers/ by name, or the definition itself.
inline std::string definition_of(const Json& vector) {
  const Json& provider = vector.at("provider");
  return provider.is_string()
             ? read_file(repository() / "providers" / (provider.get<std::string>() + ".json"))
             : provider.dump();
}

}  // namespace creditkit::vectors
