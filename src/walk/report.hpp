#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace creditkit {

/// Why a walk is over.
enum class EndedBy : std::uint8_t {
  end,    ///< the list ended
  limit,  ///< the caller's `limit` or `max_pages`
  error,
  abort,  ///< the caller left before the end
};

inline constexpr std::array<std::string_view, 4> ended_by_names{"end", "limit", "error", "abort"};

constexpr std::string_view name_of(EndedBy ended_by) {
  return ended_by_names.at(static_cast<std::size_t>(ended_by));
}

/// What a walk saw that makes it say `complete: false`, or that its user should know.
enum class WarningCode : std::uint8_t {
  overlap,           ///< rows came again and were removed: the list moved
  possible_overlap,  ///< rows without an id that equal the rows before: yielded, may be the same
                     ///< ones
  total_moved,       ///< the vendor's total changed from page to page
  total_mismatch,    ///< at the end, the vendor's total is not the number of rows
  signals_disagree,  ///< the vendor says in one place that rows follow, and in another that none do
  short_page_inside,     ///< a page before the last one had fewer rows than it could have
  end_unproven,          ///< the walk ended on less than the definition asks for
  resumed_page_changed,  ///< the page on which the walk was cut is not the same any more
};

inline constexpr std::array<std::string_view, 8> warning_names{
    "overlap",         "possibleOverlap", "totalMoved",  "totalMismatch",
    "signalsDisagree", "shortPageInside", "endUnproven", "resumedPageChanged",
};

constexpr std::string_view name_of(WarningCode code) {
  return warning_names.at(static_cast<std::size_t>(code));
}

struct Warning {
  WarningCode code = WarningCode::overlap;
  std::string message;  ///< one sentence for a person
};

/// What a walk can say about itself, at any moment. Counts are this walk's own; `complete` speaks
/// of the whole list, through all walks that this one resumes.
struct Report {
  bool complete = false;            ///< every row of the list was yielded, and the end was proved
  std::optional<EndedBy> ended_by;  ///< absent while the walk goes on
  std::uint64_t pages = 0;          ///< pages read
  std::uint64_t entries = 0;  ///< rows yielded, of pages that were left, and of the page at hand
  std::uint64_t entries_before = 0;  ///< rows yielded by the walks that this one resumes
  std::uint64_t duplicates = 0;      ///< rows that were removed because they had been yielded
  std::optional<std::uint64_t> total_claimed;  ///< the vendor's own count of rows, as last stated
  std::optional<std::uint64_t> total_pages;    ///< the vendor's own count of pages, as last stated
  std::optional<std::uint64_t> first_page_number;  ///< the definition's number of the first page
  std::vector<Warning> warnings;  ///< at most one of each code, in the order in which they arose
};

}  // namespace creditkit
