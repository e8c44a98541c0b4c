#include "paging/overlap.hpp"

namespace creditkit {
namespace {

/// For each row: how many rows before it, from the start of the page, it and its forerunners
/// repeat.
std::vector<std::size_t> borders_of(std::span<const std::uint64_t> page) {
  std::vector<std::size_t> borders(page.size(), 0);
  std::size_t length = 0;
  for (std::size_t i = 1; i < page.size(); ++i) {
    while (length > 0 && page[i] != page[length]) {
      length = borders[length - 1];
    }
    length += page[i] == page[length] ? 1 : 0;
    borders[i] = length;
  }
  return borders;
}

}  // namespace

Repetition repetition_of(std::span<const std::uint64_t> page, std::span<const Counted> before) {
  Repetition found;
  if (page.empty()) {
    return found;
  }
  const std::vector<std::size_t> borders = borders_of(page);
  std::size_t length = 0;
  for (const Counted& row : before) {
    if (length == page.size()) {
      found.inside = true;
      length = borders[length - 1];
    }
    while (length > 0 && row.hash != page[length]) {
      length = borders[length - 1];
    }
    length += row.hash == page[length] ? 1 : 0;
  }
  found.rows = length;
  return found;
}

}  // namespace creditkit
