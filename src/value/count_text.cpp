#include "value/count_text.hpp"

namespace creditkit {

CountText::CountText(std::uint64_t count) noexcept {
  do {
    digits_[--first_] = static_cast<char>('0' + (count % 10));
    count /= 10;
  } while (count > 0);
}

}  // namespace creditkit
