#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace seeds {

/// Writes one file for each input into a folder that it empties first: seeds of definitions that
/// are gone lead nowhere.
class Writer {
 public:
  explicit Writer(std::filesystem::path folder) : folder_{std::move(folder)} {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void write(std::string_view input) {
    std::ofstream file{folder_ / std::to_string(count_++), std::ios::binary};
    file.write(input.data(), static_cast<std::streamsize>(input.size()));
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::filesystem::path folder_;
  std::size_t count_ = 0;
};

}  // namespace seeds
