#pragma once

#include "paging/facts.hpp"

namespace creditkit {

/// What a page shows, next to the pages before it, of a list that moves under the walk.
[[nodiscard]] Doubts drift_of(const PageFacts& facts);

}  // namespace creditkit
