#pragma once

#include <cstddef>
#include <cstdint>

#include "value/word.hpp"

/// Eight characters checked and read at once, as a word whose lowest byte is the first character:
///
///     text         2 0 2 5 - 0 5 -
///     form         0 0 0 0 - 0 0 -
///     text ^ form  2 0 2 5 . 0 5 .     digits are 0 to 9, right separators 0
///
/// Ten times a byte and the byte after it make the value of a pair of digits, in all lanes at once.
namespace creditkit::eight_digits {

using Word = std::uint64_t;

/// What stands for digits is '0'.
struct Form {
  Word text = 0;
  Word probe = 0;  ///< added, a digit beyond 9 or a separator beyond 0 shows in its upper half

  consteval explicit Form(const char* form) {
    for (std::size_t i = 0; i < word_size; ++i) {
      text |= static_cast<Word>(static_cast<unsigned char>(form[i])) << (8 * i);
      probe |= static_cast<Word>(form[i] == '0' ? 0x06 : 0x0F) << (8 * i);
    }
  }
  [[nodiscard]] constexpr Word digits(Word word) const noexcept { return word ^ text; }
  [[nodiscard]] constexpr bool fits(Word digits) const noexcept {
    return ((digits | (digits + probe)) & 0xF0F0'F0F0'F0F0'F0F0) == 0;
  }
};

inline constexpr Form plain{"00000000"};

[[nodiscard]] constexpr Word pairs_of(Word digits) noexcept { return digits * 10 + (digits >> 8U); }

/// The value of the pair of digits that starts at a byte, or that byte itself.
[[nodiscard]] constexpr int at(Word word, unsigned byte) noexcept {
  return static_cast<int>((word >> (8 * byte)) & 0xFFU);
}

/// The value of eight digits.
[[nodiscard]] constexpr std::int64_t value_of(Word digits) noexcept {
  const Word pairs = pairs_of(digits) & 0x00FF'00FF'00FF'00FF;
  const Word fours = (pairs * 100 + (pairs >> 16U)) & 0x0000'FFFF'0000'FFFF;
  return static_cast<std::int64_t>((fours * 10'000 + (fours >> 32U)) & 0xFFFF'FFFF);
}

}  // namespace creditkit::eight_digits
