#pragma once

#include <cstdint>
#include <span>

#include "model/page.hpp"

namespace creditkit {

/// Takes all other rows out of a page: columns and row hashes close up, the heap stays as it is.
void keep_rows(Page& page, std::span<const std::uint32_t> ascending_indices);

}  // namespace creditkit
