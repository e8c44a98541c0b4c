#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "json/token.hpp"
#include "normalize/slots.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// A value of a row that was read whole: what lies between two of these is the row's layout.
struct Leaf {
  const char* begin;
  const char* end;
  Index slot;
  bool scalar;  ///< an array or object here is looked into
  std::uint8_t depth;
};

/// What rows look like between their values, learned from rows that were read strictly.
///
///   {"id":"cent_1","kind":"consume","credits":-10}
///   ╰─────╯~~~~~~~~╰──────╯~~~~~~~~~╰─────────╯~~~╰
///   gap 0  value   gap 1   value    gap 2      value, gap 3
///
/// A gap holds names, punctuation and white space. Where the gaps of a row equal those of a row
/// before, byte by byte, its grammar is proved and its members are known after one comparison each;
/// only the values are still scanned. Rows differ in what they leave out, so the gaps form a tree:
/// gaps that may stand at one place are siblings. It serves all pages of a walk, and is bounded,
/// for what it learns comes from a server.
class RowLayouts {
 public:
  /// Reads a row that starts at `begin` into `tokens`, by layout alone. The row's end; nullptr,
  /// with tokens half filled, where no layout fits: then the row is to be read strictly.
  [[nodiscard]] const char* read(std::string_view body, const char* begin, Token* tokens) const;

  /// Learns from a row that was read strictly, without fault and without duplicates.
  void learn(const char* begin, std::span<const Leaf> leaves, const char* end);

 private:
  // Seven optional members in every combination. A row beyond is read strictly, at about a third of
  // the speed.
  static constexpr std::size_t max_gaps = 1024;
  // Longer gaps are lists of long names, or white space gone wild.
  static constexpr std::size_t max_gap_size = 1024;

  struct Gap {
    std::uint64_t first = 0;  ///< its first eight bytes, or those and what followed them
    std::uint64_t last = 0;   ///< its last eight, where it has so many
    std::uint32_t text = 0;   ///< where its bytes start in text_
    std::uint16_t size = 0;
    Index next = none;     ///< the gap after the value; none: the row ends here
    Index sibling = none;  ///< another gap that may stand here
    Index slot = none;
    std::uint8_t depth = 0;
    bool scalar = false;  ///< an array or object here is looked into: another layout
    bool ends = false;    ///< no value follows
  };

  [[nodiscard]] bool matches(const Gap& gap, const char* it, const char* end) const;
  [[nodiscard]] Index find(Index first, std::string_view text, const Leaf* leaf) const;
  Index add(std::string_view text, const Leaf* leaf);

  PodArray<Gap> gaps_;
  PodArray<char> text_;  ///< the gaps' bytes
};

}  // namespace creditkit
