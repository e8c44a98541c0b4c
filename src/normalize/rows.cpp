#include "normalize/rows.hpp"

#include <cstring>

namespace creditkit {
namespace {

/// Closes up `rows` values of `size` bytes each, without the dropped ones, and writes them to `to`,
/// which lies at or before them. Where the kept ones end.
char* close_up(const char* from, char* to, std::size_t rows, std::size_t size,
               std::span<const std::uint32_t> dropped) {
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row, from += size) {
    if (next < dropped.size() && dropped[next] == row) {
      ++next;
    } else {
      std::memmove(to, from, size);
      to += size;
    }
  }
  return to;
}

}  // namespace

void drop_rows(Page& page, std::span<const std::uint32_t> ascending_indices) {
  EntryColumns& columns = page.entries;
  const std::size_t rows = columns.rows;
  columns.rows = rows - ascending_indices.size();
  const auto drop = [&](auto& values, std::size_t runs) {
    char* const begin = reinterpret_cast<char*>(values.data());
    char* end = begin;
    const std::size_t size = sizeof(values[0]);
    for (std::size_t run = 0; run < runs; ++run) {
      end = close_up(begin + run * rows * size, end, rows, size, ascending_indices);
    }
    values.resize(columns.rows * runs);
  };
  drop(columns.at, 1);
  drop(columns.kind, 1);
  drop(columns.flags, 1);
  drop(page.row_hashes, 1);
  drop(columns.text, text_column_count);
}

}  // namespace creditkit
