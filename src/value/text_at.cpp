#include "value/text_at.hpp"

#include <cstring>

namespace creditkit {

const char* text_at(const char* texts, std::size_t index) noexcept {
  for (; index > 0; --index) {
    texts += std::strlen(texts) + 1;
  }
  return texts;
}

}  // namespace creditkit
