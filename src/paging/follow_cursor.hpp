#pragma once

#include "paging/facts.hpp"

namespace creditkit {

/// What token, last row and URL have in common: the end rules first, then the page's own cursor. An
/// empty page whose cursor goes on, goes on.
[[nodiscard]] Verdict follow_cursor(const PageFacts& facts);

}  // namespace creditkit
