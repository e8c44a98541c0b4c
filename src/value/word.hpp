#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// Eight bytes at a time: a word's lowest byte is the text's first.
namespace creditkit {

inline constexpr std::size_t word_size = sizeof(std::uint64_t);

[[gnu::always_inline]] inline std::uint64_t load_word(const char* text) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, text, word_size);
  return std::endian::native == std::endian::little ? word : std::byteswap(word);
}

}  // namespace creditkit
