#pragma once

#include <cstdint>
#include <optional>

#include "paging/facts.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// How a kind of paging gets from one page to the next: one file for each, one row for each in
/// strategy.cpp.
[[nodiscard]] Verdict verdict_of(const PageFacts& facts);

/// The number of the position `pages` after `at`, which is known to have rows; nothing where it
/// cannot be foreseen.
[[nodiscard]] std::optional<std::uint64_t> foresee(const PagingRule& rule, const Progress& progress,
                                                   std::uint64_t at, unsigned pages);

// The rows of the table.
[[nodiscard]] Verdict judge_none(const PageFacts& facts);
[[nodiscard]] Verdict judge_token(const PageFacts& facts);
[[nodiscard]] Verdict judge_last_row(const PageFacts& facts);
[[nodiscard]] Verdict judge_page_number(const PageFacts& facts);
[[nodiscard]] Verdict judge_offset(const PageFacts& facts);
[[nodiscard]] Verdict judge_url(const PageFacts& facts);

}  // namespace creditkit
