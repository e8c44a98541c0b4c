#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "provider/plan.hpp"

namespace fuzz {

/// The resume fuzzer's input: a token as somebody forges it who knows how one is made, and what the
/// vendor answers then.
///
///   walk │ mended │ page size │ token's bytes … │ 0x1E 0x1E │ body │ 0x1E │ body │ …
///     1  │   1    │     1     │
struct TokenInput {
  /// What is set right before the token is used, so that the rest of it is looked at.
  enum Mended : std::uint8_t {
    version = 1U << 0U,
    binding = 1U << 1U,
    checksum = 1U << 2U,
    encoding = 1U << 3U,  ///< base64url; without it the bytes are the text
  };

  std::size_t walk = 0;  ///< of walks()
  std::uint8_t mended = 0;
  std::uint32_t page_size = 0;
  std::string bytes;
  std::vector<std::string> bodies;

  static TokenInput read(const std::uint8_t* data, std::size_t size);
  [[nodiscard]] std::string written() const;

  /// The token's text. `real` is any token of the same walk, from which the binding is taken.
  [[nodiscard]] std::string token(const std::string& real) const;
};

/// What is walked: the histories of all shipped definitions, then the lists of our own.
struct WalkSubject {
  const creditkit::Plan* plan;
  const creditkit::Operation* operation;
};
[[nodiscard]] const std::vector<WalkSubject>& walks();

}  // namespace fuzz
