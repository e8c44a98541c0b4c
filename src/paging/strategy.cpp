#include "paging/strategy.hpp"

#include <array>

namespace creditkit {
namespace {

std::optional<std::uint64_t> unforeseeable(const PagingRule& /*rule*/, const Progress& /*progress*/,
                                           std::uint64_t /*at*/, unsigned /*pages*/) {
  return std::nullopt;
}

std::optional<std::uint64_t> foresee_page(const PagingRule& rule, const Progress& progress,
                                          std::uint64_t at, unsigned pages) {
  const std::uint64_t number = at + pages;
  const std::uint64_t pages_before = number - rule.first;
  const bool follows = progress.total_pages ? pages_before < *progress.total_pages
                       : progress.total     ? pages_before * progress.largest_page < *progress.total
                                            : false;
  return follows ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> foresee_offset(const PagingRule& /*rule*/, const Progress& progress,
                                            std::uint64_t at, unsigned pages) {
  const std::uint64_t number = at + (progress.largest_page * pages);
  return progress.largest_page > 0 && progress.total && number < *progress.total
             ? std::optional(number)
             : std::nullopt;
}

/// By PagingRule::Kind.
constexpr std::array<Strategy, 6> strategies{{
    {.judge = judge_none, .foresee = unforeseeable},
    {.judge = judge_token, .foresee = unforeseeable},
    {.judge = judge_last_row, .foresee = unforeseeable},
    {.judge = judge_page_number, .foresee = foresee_page},
    {.judge = judge_offset, .foresee = foresee_offset},
    {.judge = judge_url, .foresee = unforeseeable},
}};
static_assert(static_cast<std::size_t>(PagingRule::Kind::url) + 1 == strategies.size());

}  // namespace

const Strategy& strategy_of(PagingRule::Kind kind) {
  return strategies[static_cast<std::size_t>(kind)];
}

}  // namespace creditkit
