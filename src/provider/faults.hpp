#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "provider/definition.hpp"

namespace creditkit {

/// The texts one after the other.
inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    text += part;
  }
  return text;
}

/// Collects what is wrong with a definition while the rest of it is read on.
class Faults {
 public:
  void add(std::string pointer, std::string message) {
    if (list_.size() < most) {
      list_.push_back({std::move(pointer), std::move(message)});
    }
  }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::vector<DefinitionFault> take() { return std::move(list_); }

 private:
  /// Nobody reads more, and a hostile text of 256 KiB could otherwise make a fault of every few
  /// bytes.
  static constexpr std::size_t most = 1'000;
  std::vector<DefinitionFault> list_;
};

}  // namespace creditkit
