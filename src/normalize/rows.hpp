#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/page.hpp"

namespace creditkit {

/// Takes rows out of a page: columns and row hashes close up, the heap stays as it is.
void drop_rows(Page& page, std::span<const std::uint32_t> ascending_indices);

/// Writes the id of one row that has none: "~", the row's hash as 16 hexadecimal digits, "." and
/// its occurrence. Stable across releases: a user may have stored it.
void write_synthetic_id(Page& page, std::size_t row, std::uint64_t occurrence);

/// Gives every row without an id one that is stable for the same rows in the same order.
/// `occurrence_of(hash)` says the how-manyth row with this hash it is in the walk, from 1.
template <typename OccurrenceOf>
void write_synthetic_ids(Page& page, OccurrenceOf&& occurrence_of) {
  for (std::size_t row = 0; row < page.entries.rows; ++row) {
    // The id column is the first run of cells.
    if (page.entries.text[row] == null_cell) {
      write_synthetic_id(page, row, occurrence_of(page.row_hashes[row]));
    }
  }
}

}  // namespace creditkit
