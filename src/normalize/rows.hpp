#pragma once

#include <cstdint>
#include <span>

#include "model/page.hpp"

namespace creditkit {

/// Takes rows out of a page: columns and row hashes close up, the heap stays as it is.
void drop_rows(Page& page, std::span<const std::uint32_t> ascending_indices);

}  // namespace creditkit
