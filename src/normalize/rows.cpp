#include "normalize/rows.hpp"

namespace creditkit {

void keep_rows(Page& page, std::span<const std::uint32_t> ascending_indices) {
  EntryColumns& columns = page.entries;
  const std::size_t rows = columns.rows;
  columns.rows = ascending_indices.size();
  if (columns.rows == rows) {
    return;
  }
  const auto close_up = [&](auto& values, std::size_t runs) {
    auto* to = values.data();
    for (const auto* run = to; runs > 0; --runs, run += rows) {
      for (const std::uint32_t row : ascending_indices) {
        *to++ = run[row];
      }
    }
    values.resize(static_cast<std::size_t>(to - values.data()));
  };
  close_up(columns.at, 1);
  close_up(columns.kind, 1);
  close_up(columns.flags, 1);
  close_up(page.row_hashes, 1);
  close_up(columns.text, text_column_count);
}

}  // namespace creditkit
