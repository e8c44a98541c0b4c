#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

/// A copy of a text on the heap with nothing after it, so that AddressSanitizer sees a byte read
/// beyond the end.
class ExactText {
 public:
  explicit ExactText(std::string_view text)
      : size_{text.size()}, bytes_{std::make_unique_for_overwrite<char[]>(size_)} {
    std::ranges::copy(text, bytes_.get());
  }

  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
};
