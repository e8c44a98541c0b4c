#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace creditkit_test {

inline std::filesystem::path source_folder() { return CREDITKIT_SOURCE_DIR; }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// The definitions of a folder, without the schema.
inline std::vector<std::filesystem::path> definitions_in(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  const auto absolute = source_folder() / folder;
  if (!std::filesystem::exists(absolute)) {
    return paths;
  }
  for (const auto& entry : std::filesystem::directory_iterator{absolute}) {
    if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".schema") {
      paths.push_back(entry.path());
    }
  }
  return paths;
}

}  // namespace creditkit_test
