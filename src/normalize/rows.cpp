#include "normalize/rows.hpp"

#include <array>
#include <cstring>

namespace creditkit {
namespace {

constexpr int hash_digits = 16;
constexpr int occurrence_digits = 20;  // of a 64-bit count

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

void write_synthetic_id(Page& page, std::size_t row, std::uint64_t occurrence) {
  EntryColumns& columns = page.entries;
  // Written from its end, without a text of its own: pages consist of rows without ids.
  std::array<char, 1 + hash_digits + 1 + occurrence_digits> id;
  std::size_t begin = id.size();
  do {
    id[--begin] = static_cast<char>('0' + occurrence % 10);
    occurrence /= 10;
  } while (occurrence > 0);
  id[--begin] = '.';
  std::uint64_t hash = page.row_hashes[row];
  for (int digit = 0; digit < hash_digits; ++digit, hash >>= 4U) {
    id[--begin] = "0123456789abcdef"[hash & 0xFU];
  }
  id[--begin] = '~';
  columns.heap.append(id.data() + begin, id.size() - begin);
  const std::uint32_t start = columns.heap_units;
  columns.heap_units += static_cast<std::uint32_t>(id.size() - begin);
  columns.text[row] = {.start = start, .end = columns.heap_units};
  columns.flags[row] |= entry_flag::id_is_synthetic;
}

}  // namespace creditkit
