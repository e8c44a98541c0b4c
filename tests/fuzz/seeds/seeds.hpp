#pragma once

#include <cstddef>
#include <filesystem>

/// Each writes one fuzzer's first inputs into a folder, and says how many.
namespace seeds {

std::size_t write_definitions(const std::filesystem::path& folder);
std::size_t write_bodies(const std::filesystem::path& folder);
std::size_t write_resume_tokens(const std::filesystem::path& folder);
std::size_t write_servers(const std::filesystem::path& folder);

/// The words of the definition language, as libFuzzer's dictionary: all names and all `enum` and
/// `const` texts of providers/provider.schema.json.
void write_words(const std::filesystem::path& file);

}  // namespace seeds
