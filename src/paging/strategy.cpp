#include "paging/strategy.hpp"

#include <array>

namespace creditkit {
namespace {

std::optional<Position> unforeseeable(const PagingRule& /*rule*/, const Progress& /*progress*/,
                                      const Position& /*at*/, unsigned /*pages*/) {
  return std::nullopt;
}

std::optional<Position> foresee_page(const PagingRule& rule, const Progress& progress,
                                     const Position& at, unsigned pages) {
  Position position;
  position.number = at.number + pages;
  const std::uint64_t pages_before = position.number - rule.first;
  const bool follows = progress.total_pages ? pages_before < *progress.total_pages
                       : progress.total     ? pages_before * progress.largest_page < *progress.total
                                            : false;
  return follows ? std::optional(position) : std::nullopt;
}

std::optional<Position> foresee_offset(const PagingRule& /*rule*/, const Progress& progress,
                                       const Position& at, unsigned pages) {
  Position position;
  position.number = at.number + (progress.largest_page * pages);
  return progress.largest_page > 0 && progress.total && position.number < *progress.total
             ? std::optional(position)
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

Position first_position(const PagingRule& rule) {
  Position position;
  position.number = rule.kind == PagingRule::Kind::page ? rule.first : 0;
  return position;
}

const Strategy& strategy_of(PagingRule::Kind kind) {
  return strategies.at(static_cast<std::size_t>(kind));
}

}  // namespace creditkit
