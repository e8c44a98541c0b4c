#include <limits>

#include "normalize/column_reader.hpp"
#include "normalize/nearby_times.hpp"
#include "normalize/same_text.hpp"

namespace creditkit {
namespace {

std::uint8_t bits_of(const Instant& instant) {
  const auto precision = static_cast<unsigned>(instant.precision) << entry_flag::precision_shift;
  return static_cast<std::uint8_t>(precision |
                                   (instant.zone_assumed ? entry_flag::zone_assumed : 0U) |
                                   (instant.ambiguous ? entry_flag::ambiguous_hour : 0U) |
                                   (instant.shifted ? entry_flag::shifted_hour : 0U));
}

}  // namespace

bool ColumnReader::read_time(const Column& column, const Token& token, std::size_t row,
                             NearbyTimes& nearby, TimeCell& cell) {
  if (!nearby.read(token.in(tokens_->body), cell.instant) &&
      !read_other_time(column, token, row, nearby, cell.instant)) {
    return false;
  }
  return heap_->add(token, tokens_->body, cell.text) || fail_text(column.places, token, row);
}

void ColumnReader::read_times(const Column& column, TextCell* cells, const Beside& beside) {
  const PageTokens::Column tokens{*tokens_, column.places};
  NearbyTimes nearby{*column.time};
  TimeCell cell;
  Token before;
  for (std::size_t row = 0; row < fault_.rows; ++row) {
    const Token token = tokens[row];
    if (token.is_nothing()) {
      beside.at[row] = std::numeric_limits<double>::quiet_NaN();
      beside.bits[row] = 0;
      cells[row] = null_cell;
      continue;
    }
    if (!same_text(token, before, tokens_->body)) {
      if (!read_time(column, token, row, nearby, cell)) {
        return;
      }
      before = token;
    }
    beside.at[row] = static_cast<double>(cell.instant.epoch_ms);
    beside.bits[row] = bits_of(cell.instant);
    cells[row] = cell.text;
  }
}

}  // namespace creditkit
