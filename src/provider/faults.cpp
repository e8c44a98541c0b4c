#include "provider/faults.hpp"

#include <algorithm>

namespace creditkit {

void Faults::add(std::string pointer, std::string message) {
  const bool told = std::ranges::any_of(list_, [&](const DefinitionFault& fault) {
    return fault.pointer == pointer && fault.message == message;
  });
  if (!told && list_.size() < most) {
    list_.push_back({.pointer = std::move(pointer), .message = std::move(message)});
  }
}

}  // namespace creditkit
