#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "paging/hash_window.hpp"

namespace creditkit {

/// How many rows at the start of a page could be the rows before it over again.
struct Repetition {
  std::size_t rows = 0;  ///< the longest start of the page that equals the last rows before it
  bool inside = false;   ///< all of the page's rows stand, in this order, further back
};

/// How far back rows without an id are compared: a list moves by few rows between two requests, and
/// each page would cost a look at all of them.
inline constexpr std::size_t repetition_reach = 1'024;

/// Compares the start of a page with the rows before it, in one pass (Knuth, Morris, Pratt).
[[nodiscard]] Repetition repetition_of(std::span<const std::uint64_t> page,
                                       std::span<const Counted> before);

}  // namespace creditkit
