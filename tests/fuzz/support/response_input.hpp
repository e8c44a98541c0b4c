#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "subjects.hpp"

namespace fuzz {

/// The body fuzzer's input: for which operation, under which status and headers, which bodies come
/// one after the other.
///
///   subject │ flags │ status │ headers │ name │ size, value │ … │ body │ 0x1E │ body │ …
///      1    │   1   │   1    │    1    │  1   │  1, size
///
/// 0x1E stands in no JSON text.
struct ResponseInput {
  struct HeaderText {
    std::size_t name = 0;  ///< of header_names()
    std::string value;
  };

  std::size_t subject = 0;
  bool include_raw = false;
  std::size_t status = 0;  ///< of `statuses`
  std::vector<HeaderText> headers;
  std::vector<std::string> bodies;

  static ResponseInput read(const std::uint8_t* data, std::size_t size);
  [[nodiscard]] std::string written() const;
};

inline constexpr int statuses[] = {200, 200, 201, 204, 302, 400, 401,
                                   403, 404, 429, 500, 503, 100, 0};

/// The headers that this operation looks at, and one that it does not.
[[nodiscard]] std::vector<std::string> header_names(const creditkit::Operation& operation);

}  // namespace fuzz
