#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/error.hpp"
#include "model/page.hpp"
#include "paging/doubt.hpp"
#include "paging/hash_window.hpp"
#include "value/pod_array.hpp"
#include "walk/resume_point.hpp"

namespace creditkit {

/// What a page is taken in with.
struct IntakeRule {
  Consumed consumed;            ///< rows at its start that an earlier walk yielded
  std::uint64_t growth = 0;     ///< by how much the vendor's total rose since the page before
  bool can_shift = false;       ///< pages are counted: a row that comes or goes moves others
  std::uint64_t most_rows = 0;  ///< that may still be yielded
};

/// Which rows of a page are yielded.
struct Intake {
  PodArray<std::uint32_t> kept;  ///< their places in the page as served, ascending
  std::size_t start = 0;         ///< rows before it were yielded by an earlier walk
  std::uint64_t duplicates = 0;  ///< rows that were yielded before, and came again
  bool cut = false;              ///< more rows were there than may be yielded
  bool news = false;             ///< a row is new for certain
  bool lookalikes = false;       ///< rows without an id equal rows of pages before
  Doubts doubts;

  /// True where the page had rows, but all of them had been yielded.
  [[nodiscard]] bool stale() const { return kept.empty() && !cut && duplicates > 0; }
  /// True where some of its rows are, or may be, rows that were yielded before.
  [[nodiscard]] bool repeats() const { return duplicates > 0 || lookalikes; }
};

/// Finds the rows of `page` that are new, remembers them in `window`, and takes all others out of
/// the page. Rows without an id get one. False where the rows at which an earlier walk was cut are
/// not where they were.
[[nodiscard]] bool take_in(Page& page, HashWindow& window, const IntakeRule& rule, Intake& intake);

/// What tells later whether the first `rows` rows of a page are still the same.
[[nodiscard]] Consumed consumed_of(std::span<const std::uint64_t> row_hashes, std::uint64_t rows);

}  // namespace creditkit
