#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "normalize/normalizer.hpp"

namespace creditkit::testing {

/// A response's body in memory of its very size: what is read beyond the padding behind it is seen.
class ExactBody {
 public:
  explicit ExactBody(std::string_view text)
      : size_{text.size()}, bytes_{std::make_unique<char[]>(size_ + Response::body_padding)} {
    std::memcpy(bytes_.get(), text.data(), size_);
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
};

}  // namespace creditkit::testing
