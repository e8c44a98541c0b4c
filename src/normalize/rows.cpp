#include "normalize/rows.hpp"

#include <array>
#include <string>
#include <vector>

namespace creditkit {
namespace {

constexpr int hash_digits = 16;
constexpr int occurrence_digits = 20;  // of any 64 bits

/// Closes up `values`, of which `rows` start at `from`, without the dropped ones; where the kept
/// ones end.
template <typename Value>
std::size_t close_up(std::vector<Value>& values, std::size_t from, std::size_t rows, std::size_t to,
                     std::span<const std::uint32_t> dropped) {
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (next < dropped.size() && dropped[next] == row) {
      ++next;
    } else {
      values[to++] = values[from + row];
    }
  }
  return to;
}

}  // namespace

void drop_rows(Page& page, std::span<const std::uint32_t> ascending_indices) {
  EntryColumns& columns = page.entries;
  if (ascending_indices.empty()) {
    return;
  }
  const std::size_t rows = columns.rows;
  const auto drop = [&](auto& values) {
    values.resize(close_up(values, 0, rows, 0, ascending_indices));
  };
  drop(columns.at);
  drop(columns.kind);
  drop(columns.flags);
  drop(page.row_hashes);
  std::size_t end = 0;
  for (std::size_t column = 0; column < text_column_count; ++column) {
    end = close_up(columns.text, column * rows, rows, end, ascending_indices);
  }
  columns.text.resize(end);
  columns.rows = columns.at.size();
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
