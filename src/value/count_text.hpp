#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace creditkit {

/// The decimal digits of a count, without an allocation.
class CountText {
 public:
  explicit CountText(std::uint64_t count) noexcept;
  [[nodiscard]] std::string_view view() const noexcept {
    return {digits_.data() + first_, digits_.size() - first_};
  }
  operator std::string_view() const noexcept { return view(); }

 private:
  std::array<char, 20> digits_;  // 2^64 has twenty
  std::size_t first_ = digits_.size();
};

}  // namespace creditkit
