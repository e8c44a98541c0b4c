#include "normalize/rows.hpp"

#include <cstring>

namespace creditkit {
namespace {

/// Closes up the kept values of `runs` runs of `rows` values of `size` bytes each.
void close_up(void* values, std::size_t size, std::size_t rows, std::size_t runs,
              std::span<const std::uint32_t> kept) {
  char* const begin = static_cast<char*>(values);
  char* to = begin;
  for (std::size_t run = 0; run < runs; ++run) {
    for (const std::uint32_t row : kept) {
      std::memmove(to, begin + (run * rows + row) * size, size);
      to += size;
    }
  }
}

}  // namespace

void keep_rows(Page& page, std::span<const std::uint32_t> ascending_indices) {
  EntryColumns& columns = page.entries;
  const std::size_t rows = columns.rows;
  columns.rows = ascending_indices.size();
  if (columns.rows == rows) {
    return;
  }
  const auto keep = [&](auto& values, std::size_t runs) {
    close_up(values.data(), sizeof(values[0]), rows, runs, ascending_indices);
    values.resize(columns.rows * runs);
  };
  keep(columns.at, 1);
  keep(columns.kind, 1);
  keep(columns.flags, 1);
  keep(page.row_hashes, 1);
  keep(columns.text, text_column_count);
}

}  // namespace creditkit
