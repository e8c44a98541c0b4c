#pragma once

#include <cstddef>
#include <cstdint>

#include "model/page.hpp"

namespace creditkit {

/// Writes the id of one row that has none: "~", the row's hash as 16 hexadecimal digits, "." and
/// the how-manyth row with this hash it is, from 1. Stable across releases: a user may have stored
/// it.
void write_synthetic_id(Page& page, std::size_t row, std::uint64_t occurrence);

/// Gives every row of a page on its own that has no id one that is the same for the same rows in
/// the same order.
void write_synthetic_ids(Page& page);

}  // namespace creditkit
