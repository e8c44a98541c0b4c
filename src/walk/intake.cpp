#include "walk/intake.hpp"

#include <algorithm>
#include <ranges>
#include <span>

#include "normalize/rows.hpp"
#include "request/failure.hpp"
#include "request/text_hash.hpp"

namespace creditkit {
namespace {

/// The id column is the first run of cells; the normalizer leaves null where the vendor gives no
/// id.
bool has_id(const Page& page, std::size_t row) { return page.entries.text[row] != null_cell; }

/// Decides row by row; `take_in` acts on it.
class Sorter {
 public:
  Sorter(const Page& page, HashWindow& window, const IntakeRule& rule)
      : page_{page}, window_{window}, rule_{rule} {}

  std::expected<Intake, Error> sort() {
    if (rule_.consumed.rows > 0) {
      find_start();
    }
    if (intake_.start == 0 && !changed_) {
      compare_with_rows_before();
    }
    const std::size_t rows = page_.row_hashes.size();
    for (std::size_t row = intake_.start; row < rows && !intake_.cut; ++row) {
      place(row);
    }
    if (changed_ && intake_.duplicates == 0) {
      return failure(ErrorCode::drift,
                     "the rows at which the earlier walk was cut are not where they were");
    }
    intake_.news = intake_.news || (changed_ && !intake_.kept.empty());
    if (intake_.duplicates > 0 && !changed_) {
      intake_.doubts.add(Doubt::overlap);
    }
    return std::move(intake_);
  }

 private:
  void find_start() {
    const std::size_t rows = page_.row_hashes.size();
    if (rule_.consumed.rows <= rows &&
        consumed_of(page_.row_hashes, rule_.consumed.rows).hash == rule_.consumed.hash) {
      intake_.start = static_cast<std::size_t>(rule_.consumed.rows);
      if (rows < rule_.consumed.page) {
        intake_.doubts.add(Doubt::resumed_page_changed);
      }
      return;
    }
    changed_ = true;
    intake_.doubts.add(Doubt::resumed_page_changed);
    const auto most =
        static_cast<std::size_t>(std::min<std::uint64_t>(rule_.consumed.rows, most_carried_rows));
    for (const Counted& row : window_.tail(most)) {
      consumed_.push_back(row.hash);
    }
    std::ranges::sort(consumed_);
  }

  /// Equal rows without an id may be one row sent twice, or two rows. Where the vendor's total rose
  /// by just as many rows as the start of the page repeats, the list was shifted by that many: they
  /// are the same. Otherwise it stays a doubt, but only where a list can be shifted: behind a
  /// cursor they are two.
  void compare_with_rows_before() {
    if (shift_is_proven()) {
      repeated_start_ = static_cast<std::size_t>(rule_.growth);
    }
    for (std::size_t row = repeated_start_; row < page_.row_hashes.size(); ++row) {
      if (!window_.contains(page_.row_hashes[row])) {
        intake_.news = true;
      } else if (!has_id(page_, row)) {
        intake_.lookalikes = true;
      }
    }
    if (intake_.lookalikes && rule_.can_shift) {
      intake_.doubts.add(Doubt::possible_overlap);
    }
  }

  [[nodiscard]] bool shift_is_proven() const {
    if (rule_.growth == 0 || rule_.growth > page_.row_hashes.size() || has_id(page_, 0)) {
      return false;
    }
    const auto last = window_.tail(static_cast<std::size_t>(rule_.growth));
    return last.size() == rule_.growth &&
           std::ranges::equal(last, page_.row_hashes | std::views::take(last.size()), {},
                              &Counted::hash);
  }

  [[nodiscard]] bool was_yielded(std::size_t row) const {
    const std::uint64_t hash = page_.row_hashes[row];
    if (has_id(page_, row)) {
      return window_.contains(hash);
    }
    return changed_ ? std::ranges::binary_search(consumed_, hash) : row < repeated_start_;
  }

  void place(std::size_t row) {
    if (was_yielded(row)) {
      ++intake_.duplicates;
    } else if (intake_.kept.size() == rule_.most_rows) {
      intake_.cut = true;
    } else {
      intake_.kept.push_back(static_cast<std::uint32_t>(row));
      occurrences_.push_back(window_.push(page_.row_hashes[row]));
    }
  }

  const Page& page_;
  HashWindow& window_;
  const IntakeRule& rule_;
  Intake intake_;
  bool changed_ = false;
  std::size_t repeated_start_ = 0;
  std::vector<std::uint64_t> consumed_;

 public:
  std::vector<std::uint32_t> occurrences_;
};

void drop_others(Page& page, const std::vector<std::uint32_t>& kept) {
  std::vector<std::uint32_t> others;
  auto next = kept.begin();
  for (std::uint32_t row = 0; row < page.row_hashes.size(); ++row) {
    if (next != kept.end() && *next == row) {
      ++next;
    } else {
      others.push_back(row);
    }
  }
  if (!others.empty()) {
    drop_rows(page, others);
  }
}

}  // namespace

std::expected<Intake, Error> take_in(Page& page, HashWindow& window, const IntakeRule& rule) {
  Sorter sorter{page, window, rule};
  auto intake = sorter.sort();
  if (!intake) {
    return intake;
  }
  drop_others(page, intake->kept);
  for (std::size_t row = 0; row < page.entries.rows; ++row) {
    if (!has_id(page, row)) {
      write_synthetic_id(page, row, sorter.occurrences_[row]);
    }
  }
  return intake;
}

Consumed consumed_of(std::span<const std::uint64_t> row_hashes, std::uint64_t rows) {
  TextHash hash;
  for (const std::uint64_t row : std::span(row_hashes).first(static_cast<std::size_t>(rows))) {
    hash.number(row);
  }
  return {.rows = rows, .hash = hash.value(), .page = row_hashes.size()};
}

}  // namespace creditkit
