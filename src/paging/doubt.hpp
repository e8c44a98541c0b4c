#pragma once

#include <cstdint>

namespace creditkit {

/// Why a walk cannot promise that it yielded every row once. Each becomes a warning, and any of
/// them makes `complete` false. The numbers stand in resume tokens: new ones go to the end.
enum class Doubt : std::uint8_t {
  overlap,           ///< rows came again and were removed: the list moved
  possible_overlap,  ///< rows without an id that equal rows of pages before, in counted pages:
                     ///< yielded, may be the same ones
  total_moved,       ///< the vendor's total, or its number of pages, changed from page to page
  total_mismatch,    ///< at the end, the vendor's total is not the number of rows
  signals_disagree,  ///< the vendor says in one place that rows follow, and in another that none do
  short_page_inside,     ///< a page before the last one had fewer rows than others
  end_unproven,          ///< the walk ended on less than the definition asks for
  resumed_page_changed,  ///< the page on which the walk was cut is not the same any more
};
inline constexpr int doubt_count = 8;

/// A set of doubts.
class Doubts {
 public:
  constexpr Doubts() = default;
  constexpr explicit Doubts(std::uint8_t bits) : bits_{bits} {}
  constexpr void add(Doubt doubt) { bits_ |= bit(doubt); }
  constexpr void add(Doubts others) { bits_ |= others.bits_; }
  [[nodiscard]] constexpr bool has(Doubt doubt) const { return (bits_ & bit(doubt)) != 0; }
  [[nodiscard]] constexpr bool none() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }

 private:
  static constexpr std::uint8_t bit(Doubt doubt) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(doubt));
  }
  std::uint8_t bits_ = 0;
};

}  // namespace creditkit
