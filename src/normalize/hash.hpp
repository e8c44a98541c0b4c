#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "json/word.hpp"

namespace creditkit {

/// A 64-bit hash of a list of texts. Its values are kept by users, inside synthetic ids, so it
/// never changes; a test pins it. Two multiplications for each eight bytes, as WebAssembly has no
/// 128-bit product.
class Hash {
 public:
  /// `end` bounds what may be loaded beyond the text.
  void add(std::string_view text, const char* end) noexcept {
    mix(text.size());
    const char* it = text.data();
    std::size_t left = text.size();
    for (; left >= word_size; it += word_size, left -= word_size) {
      mix(load_word(it));
    }
    if (left > 0) {
      mix(load_tail(it, left, end));
    }
  }
  void add_number(std::uint64_t number) noexcept { mix(number); }

  [[nodiscard]] std::uint64_t value() const noexcept {
    std::uint64_t hash = state_;
    hash ^= hash >> 33U;
    hash *= finish_1;
    hash ^= hash >> 29U;
    hash *= finish_2;
    return hash ^ (hash >> 32U);
  }

 private:
  // The multipliers of xxHash64 and the finish of MurmurHash3: known to mix well.
  static constexpr std::uint64_t multiplier_1 = 0x9E37'79B1'85EB'CA87;
  static constexpr std::uint64_t multiplier_2 = 0xC2B2'AE3D'27D4'EB4F;
  static constexpr std::uint64_t finish_1 = 0xFF51'AFD7'ED55'8CCD;
  static constexpr std::uint64_t finish_2 = 0xC4CE'B9FE'1A85'EC53;

  void mix(std::uint64_t word) noexcept {
    state_ = std::rotl(state_ ^ (word * multiplier_2), 29) * multiplier_1;
  }

  static std::uint64_t load_tail(const char* it, std::size_t size, const char* end) noexcept {
    if (end - it >= static_cast<std::ptrdiff_t>(word_size)) {
      return low_bytes(load_word(it), size);
    }
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(it[i])) << (8 * i);
    }
    return word;
  }

  std::uint64_t state_ = multiplier_1;
};

/// A 64-bit fingerprint of many bytes, in four lanes that do not wait for each other.
[[nodiscard]] std::uint64_t fingerprint_of(std::string_view bytes) noexcept;

}  // namespace creditkit
