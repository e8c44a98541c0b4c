#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <glaze/util/parse.hpp>

#include "value/word.hpp"

/// What JSON asks of the words of value/word.hpp.
namespace creditkit {

inline constexpr std::uint64_t high_bits = glz::repeat_byte8(0x80);

/// The lowest `count` bytes, 0 to 8.
[[gnu::always_inline]] inline std::uint64_t low_bytes(std::uint64_t word,
                                                      std::size_t count) noexcept {
  return count == 0 ? 0 : word & (~std::uint64_t{0} >> (8 * (word_size - count)));
}

/// Marks, by the high bit of their bytes, quotes, backslashes and control characters. The lowest
/// mark is exact; a byte above it may be marked by a borrow.
[[gnu::always_inline]] inline std::uint64_t string_stops(std::uint64_t word) noexcept {
  // Under this mask a quote, 0x22, becomes 0x20 and stands next to the control characters, which
  // stay among themselves: one subtraction finds them all.
  const std::uint64_t low = (word ^ glz::repeat_byte8(0x02)) - glz::repeat_byte8(0x21);
  const std::uint64_t backslashes = (word ^ glz::repeat_byte8('\\')) - glz::repeat_byte8(0x01);
  return (low | backslashes) & ~word & high_bits;
}

/// The bytes before the first mark, of which there is one, and the marked byte without its high
/// bit.
[[gnu::always_inline]] inline std::uint64_t before_first_mark(std::uint64_t marks) noexcept {
  return (marks & (~marks + 1)) - 1;
}

[[gnu::always_inline]] inline std::size_t first_mark(std::uint64_t marks) noexcept {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

}  // namespace creditkit
