#include "paging/strategy.hpp"

#include <array>

namespace creditkit {
namespace {

/// By PagingRule::Kind.
constexpr std::array<Verdict (*)(const PageFacts&), 6> judges{
    judge_none, judge_token, judge_last_row, judge_page_number, judge_offset, judge_url,
};
static_assert(static_cast<std::size_t>(PagingRule::Kind::url) + 1 == judges.size());

}  // namespace

Verdict verdict_of(const PageFacts& facts) {
  return judges[static_cast<std::size_t>(facts.rule.kind)](facts);
}

std::optional<std::uint64_t> foresee(const PagingRule& rule, const Progress& progress,
                                     std::uint64_t at, unsigned pages) {
  const bool counts_pages = rule.kind == PagingRule::Kind::page;
  if (!counts_pages && rule.kind != PagingRule::Kind::offset) {
    return std::nullopt;
  }
  const std::uint64_t step = counts_pages ? 1 : progress.largest_page;
  const std::uint64_t number = at + (step * pages);
  const std::uint64_t before = number - rule.first;
  const std::uint64_t rows_before = counts_pages ? before * progress.largest_page : number;
  const bool follows = counts_pages && progress.total_pages
                           ? before < *progress.total_pages
                           : step > 0 && progress.total && rows_before < *progress.total;
  return follows ? std::optional(number) : std::nullopt;
}

}  // namespace creditkit
