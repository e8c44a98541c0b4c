#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fuzz {

inline std::filesystem::path repository() { return CREDITKIT_SOURCE_DIR; }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

}  // namespace fuzz
