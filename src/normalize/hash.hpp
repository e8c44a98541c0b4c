#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/word.hpp"

namespace creditkit {

/// A 64-bit hash of a list of texts. Users keep its values, inside synthetic ids, so it never
/// changes; a test pins it.
///
/// A text's words are multiplied apart from each other and join the state in one step, for a chain
/// of multiplications is what costs time; WebAssembly has no 128-bit product, so the usual fast
/// hashes are none there.
class Hash {
 public:
  /// Adds a text, behind which word_size bytes can be read.
  [[gnu::always_inline]] void add(std::string_view text) noexcept {
    const char* it = text.data();
    const std::size_t size = text.size();
    if (size > 2 * word_size) [[unlikely]] {
      *this = with_long(*this, it, size);
    } else if (size >= word_size) {
      mix(blend(load_word(it), load_word(it + size - word_size), size));
    } else {
      mix(blend(low_bytes(load_word(it), size), 0, size));
    }
  }
  [[gnu::always_inline]] void add_number(std::uint64_t number) noexcept {
    mix(number * multiplier_2);
  }

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
  static constexpr std::uint64_t multiplier_3 = 0x1656'67B1'9E37'79F9;
  static constexpr std::uint64_t finish_1 = 0xFF51'AFD7'ED55'8CCD;
  static constexpr std::uint64_t finish_2 = 0xC4CE'B9FE'1A85'EC53;

  void mix(std::uint64_t word) noexcept { state_ = std::rotl(state_ ^ word, 29) * multiplier_1; }

  /// Two words and a size as one; high bits come down, for a product carries upward only.
  [[nodiscard]] static std::uint64_t blend(std::uint64_t first, std::uint64_t last,
                                           std::size_t size) noexcept {
    const std::uint64_t left = first * multiplier_2;
    const std::uint64_t right = (last + size * multiplier_1) * multiplier_3;
    return left ^ (left >> 32U) ^ std::rotl(right, 23);
  }

  /// Adds pairs of words, of which the last overlaps what comes before it. By value, so that the
  /// state of who calls stays in a register.
  [[nodiscard, gnu::noinline]] static Hash with_long(Hash hash, const char* it,
                                                     std::size_t size) noexcept {
    std::size_t at = 0;
    for (; at + 2 * word_size < size; at += 2 * word_size) {
      hash.mix(blend(load_word(it + at), load_word(it + at + word_size), size));
    }
    hash.mix(blend(load_word(it + size - 2 * word_size), load_word(it + size - word_size), size));
    return hash;
  }

  std::uint64_t state_ = multiplier_1;
};

/// A 64-bit fingerprint of many bytes, in four lanes that do not wait for each other.
[[nodiscard]] std::uint64_t fingerprint_of(std::string_view bytes) noexcept;

}  // namespace creditkit
