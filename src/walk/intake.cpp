#include "walk/intake.hpp"

#include <algorithm>
#include <span>

#include "normalize/rows.hpp"
#include "normalize/synthetic_ids.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

/// The id column is the first run of cells; the normalizer leaves null where the vendor gives no
/// id.
bool has_id(const Page& page, std::size_t row) { return page.entries.text[row] != null_cell; }

/// Decides row by row; `take_in` acts on it.
class Sorter {
 public:
  Sorter(Page& page, HashWindow& window, const IntakeRule& rule, Intake& intake)
      : page_{page}, window_{window}, rule_{rule}, intake_{intake} {}

  bool sort() {
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
      return false;
    }
    intake_.news = intake_.news || (changed_ && !intake_.kept.empty());
    if (intake_.duplicates > 0 && !changed_) {
      intake_.doubts.add(Doubt::overlap);
    }
    keep_rows(page_, {intake_.kept.data(), intake_.kept.size()});
    return true;
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
    bool same = last.size() == rule_.growth;
    for (std::size_t row = 0; same && row < last.size(); ++row) {
      same = last[row].hash == page_.row_hashes[row];
    }
    return same;
  }

  [[nodiscard]] bool was_yielded(std::size_t row) const {
    const std::uint64_t hash = page_.row_hashes[row];
    if (has_id(page_, row)) {
      return window_.contains(hash);
    }
    if (!changed_) {
      return row < repeated_start_;
    }
    const auto most =
        static_cast<std::size_t>(std::min<std::uint64_t>(rule_.consumed.rows, most_carried_rows));
    for (const Counted& consumed : window_.tail(most, intake_.kept.size())) {
      if (consumed.hash == hash) {
        return true;
      }
    }
    return false;
  }

  void place(std::size_t row) {
    if (was_yielded(row)) {
      ++intake_.duplicates;
    } else if (intake_.kept.size() == rule_.most_rows) {
      intake_.cut = true;
    } else {
      intake_.kept.add() = static_cast<std::uint32_t>(row);
      const std::uint32_t occurrence = window_.push(page_.row_hashes[row]);
      if (!has_id(page_, row)) {
        write_synthetic_id(page_, row, occurrence);
      }
    }
  }

  Page& page_;
  HashWindow& window_;
  const IntakeRule& rule_;
  Intake& intake_;
  bool changed_ = false;
  std::size_t repeated_start_ = 0;
};

}  // namespace

bool take_in(Page& page, HashWindow& window, const IntakeRule& rule, Intake& intake) {
  return Sorter{page, window, rule, intake}.sort();
}

Consumed consumed_of(std::span<const std::uint64_t> row_hashes, std::uint64_t rows) {
  TextHash hash;
  for (const std::uint64_t row : std::span(row_hashes).first(static_cast<std::size_t>(rows))) {
    hash.number(row);
  }
  return {.rows = rows, .hash = hash.value(), .page = row_hashes.size()};
}

}  // namespace creditkit
