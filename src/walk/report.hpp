#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "paging/doubt.hpp"

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

/// What a warning is about.
using WarningCode = Doubt;

/// By Doubt.
inline constexpr std::array<std::string_view, doubt_count> warning_names{
    "overlap",         "possibleOverlap", "totalMoved",  "totalMismatch",
    "signalsDisagree", "shortPageInside", "endUnproven", "resumedPageChanged",
};

constexpr std::string_view name_of(WarningCode code) {
  return warning_names.at(static_cast<std::size_t>(code));
}

struct Warning {
  WarningCode code = WarningCode::overlap;
  std::string_view message;  ///< one sentence for a person
};

/// The sentence of a doubt.
[[nodiscard]] std::string_view message_of(Doubt doubt);

/// What a walk can say about itself, at any moment. Counts are this walk's own; `complete` speaks
/// of the whole list, through all walks that this one resumes.
struct Report {
  bool complete = false;             ///< every row of the list was yielded, and the end was proved
  std::optional<EndedBy> ended_by;   ///< absent while the walk goes on
  std::uint64_t pages = 0;           ///< pages read
  std::uint64_t entries = 0;         ///< rows yielded, those of the page at hand included
  std::uint64_t entries_before = 0;  ///< rows yielded by the walks that this one resumes
  std::uint64_t duplicates = 0;      ///< rows that were removed because they had been yielded
  std::optional<std::uint64_t> total_claimed;      ///< the vendor's count of rows, as last stated
  std::optional<std::uint64_t> total_pages;        ///< the vendor's count of pages, as last stated
  std::optional<std::uint64_t> first_page_number;  ///< of a list of numbered pages
  Doubts doubts;                                   ///< any of them makes `complete` false

  /// A warning for each doubt, in the order of Doubt.
  [[nodiscard]] std::vector<Warning> warnings() const;
};

}  // namespace creditkit
