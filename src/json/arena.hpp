#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace creditkit {

/// Memory that is given back as a whole. What lies in it never moves and has no destructor, so it
/// can be told of by views and pointers, which stay good when the arena itself is moved.
class Arena {
 public:
  Arena() = default;
  ~Arena();
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `count` values as T's initializers have them.
  template <typename T>
  [[nodiscard]] std::span<T> list(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= alignment);
    static constexpr T blank{};
    return {static_cast<T*>(copies(&blank, sizeof(T), count)), count};
  }
  template <typename T>
  [[nodiscard]] T& one() {
    return list<T>(1).front();
  }
  /// `count` copies of the `size` bytes at `blank`.
  [[nodiscard]] void* copies(const void* blank, std::size_t size, std::size_t count);
  /// A copy with a NUL behind it, as json/reader.hpp wants it.
  [[nodiscard]] std::string_view text(std::string_view text);

 private:
  static constexpr std::size_t alignment = alignof(double);
  struct Block;

  void* take(std::size_t size);

  Block* last_ = nullptr;
  char* at_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace creditkit
