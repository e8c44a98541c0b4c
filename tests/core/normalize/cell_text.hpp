#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/page.hpp"

namespace creditkit::testing {

/// The text between two UTF-16 offsets of a heap; of an absent cell none.
inline std::string text_between(std::string_view heap, const TextCell& cell) {
  std::size_t units = 0;
  std::string text;
  for (const char byte : heap) {
    const auto c = static_cast<unsigned char>(byte);
    units += (c & 0xC0U) != 0x80U ? (c >= 0xF0U ? 2U : 1U) : 0U;
    if (units > cell.start && units <= cell.end) {
      text += byte;
    }
  }
  return text;
}

/// What the cells of a column are ranges of: `bit` is that of EntryColumns::wide_columns.
inline const std::string& heap_of(const EntryColumns& columns, std::size_t bit) {
  return (columns.wide_columns >> bit & 1U) != 0 ? columns.wide : columns.heap;
}

inline const TextCell& cell_at(const EntryColumns& columns, TextColumn column, std::size_t row) {
  return columns.text[static_cast<std::size_t>(column) * columns.rows + row];
}

inline std::string text_at(const EntryColumns& columns, TextColumn column, std::size_t row) {
  return text_between(heap_of(columns, static_cast<std::size_t>(column)),
                      cell_at(columns, column, row));
}

}  // namespace creditkit::testing
