#include "json/arena.hpp"

#include <cstring>
#include <new>
#include <utility>

namespace creditkit {

struct alignas(double) Arena::Block {
  Block* before;
};

Arena::~Arena() {
  while (last_ != nullptr) {
    ::operator delete(std::exchange(last_, last_->before));
  }
}

Arena::Arena(Arena&& other) noexcept
    : last_{std::exchange(other.last_, nullptr)},
      at_{std::exchange(other.at_, nullptr)},
      left_{std::exchange(other.left_, 0)} {}

Arena& Arena::operator=(Arena&& other) noexcept {
  std::swap(last_, other.last_);
  std::swap(at_, other.at_);
  std::swap(left_, other.left_);
  return *this;
}

void* Arena::take(std::size_t size) {
  // A definition's plan takes a few KiB.
  constexpr std::size_t usual_size = std::size_t{8} * 1024;
  size = (size + alignment - 1) / alignment * alignment;
  if (size > left_) {
    left_ = size > usual_size ? size : usual_size;
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the arena itself is the owner
    last_ = ::new (::operator new(sizeof(Block) + left_)) Block{last_};
    at_ = reinterpret_cast<char*>(last_ + 1);
  }
  left_ -= size;
  return std::exchange(at_, at_ + size);
}

void* Arena::copies(const void* blank, std::size_t size, std::size_t count) {
  auto* const memory = static_cast<char*>(take(size * count));
  for (std::size_t i = 0; i < count; ++i) {
    std::memcpy(memory + (i * size), blank, size);
  }
  return memory;
}

std::string_view Arena::text(std::string_view text) {
  auto* const copy = static_cast<char*>(take(text.size() + 1));
  copy[text.copy(copy, text.size())] = '\0';
  return {copy, text.size()};
}

}  // namespace creditkit
