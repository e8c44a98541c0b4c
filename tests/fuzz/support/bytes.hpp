#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fuzz {

/// Takes an input apart from front to back. Behind its end there are zeros, so that every input
/// means something.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size)
      : rest_{reinterpret_cast<const char*>(data), size} {}

  std::uint8_t byte() {
    if (rest_.empty()) {
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  /// 0 to `count` - 1.
  std::size_t below(std::size_t count) { return byte() % count; }
  bool coin() { return (byte() & 1U) != 0; }

  /// A text behind its length of one byte.
  std::string_view chunk() {
    const std::size_t size = byte();
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(text.size());
    return text;
  }
  /// Up to `mark`, or to the end.
  std::string_view up_to(std::string_view mark) {
    const std::size_t end = rest_.find(mark);
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + mark.size());
    return text;
  }

  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace fuzz
