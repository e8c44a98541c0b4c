#include "page_rules.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "json/reader.hpp"
#include "json_oracle.hpp"
#include "require.hpp"
#include "utf8.hpp"
#include "value/decimal.hpp"

namespace fuzz {
namespace {

using namespace creditkit;

/// Milliseconds from year 1 to year 9999, which is what the model's times are (docs/model.md).
constexpr double first_ms = -62'135'596'800'000.0;
constexpr double last_ms = 253'402'300'799'999.0;

/// The heap's bytes at which each UTF-16 unit starts, and its end.
std::vector<std::size_t> offsets_of(const std::string& heap) {
  std::vector<std::size_t> offsets;
  for (std::size_t byte = 0; byte < heap.size(); ++byte) {
    const auto c = static_cast<unsigned char>(heap[byte]);
    if ((c & 0xC0U) != 0x80U) {
      offsets.push_back(byte);
      if (c >= 0xF0U) {
        offsets.push_back(byte);
      }
    }
  }
  offsets.push_back(heap.size());
  return offsets;
}

bool is_wide(const EntryColumns& columns, std::size_t bit) {
  return (columns.wide_columns >> bit & 1U) != 0;
}

void require_cells(const EntryColumns& columns, const std::vector<bool>& wide_starts,
                   std::size_t bit, std::span<const TextCell> cells) {
  const bool wide = is_wide(columns, bit);
  const std::size_t end = wide ? columns.wide_units : columns.heap.size();
  for (const TextCell cell : cells) {
    if (cell == null_cell) {
      continue;
    }
    require(cell.start <= cell.end && cell.end <= end, "a cell lies inside its heap");
    require(!wide || (wide_starts[cell.start] && wide_starts[cell.end]),
            "a cell cuts no character");
  }
}

void require_heaps(const Page& page) {
  const EntryColumns& columns = page.entries;
  require(std::ranges::all_of(columns.heap, [](char c) { return (c & '\x80') == 0; }),
          "the heap is ASCII");
  const auto starts = character_starts(columns.wide);
  require(starts.has_value(), "the wide heap is UTF-8");
  require(starts->size() - 1 == columns.wide_units, "wide_units counts its UTF-16 units");
  require(columns.wide.empty() == (columns.wide_columns == 0),
          "it is for the columns that need it");
  for (std::size_t column = 0; column < text_column_count; ++column) {
    require_cells(columns, *starts, column,
                  {columns.text.data() + column * columns.rows, columns.rows});
  }
  require_cells(columns, *starts, balance_bit, {page.balance.data(), page.balance.size()});
  require_cells(columns, *starts, entitlements_bit,
                {page.entitlements.data(), page.entitlements.size()});
}

void require_amount(std::string_view text) {
  require(is_canonical_decimal(text), "an amount is canonical decimal text", std::string{text});
}

void require_time(double at) {
  require(std::isnan(at) || (at >= first_ms && at <= last_ms && std::trunc(at) == at),
          "a time is a whole number of ms in the years 1 to 9999", std::to_string(at));
}

/// Texts of cells, for which the units of the wide heap are turned into bytes once.
class Cells {
 public:
  explicit Cells(const EntryColumns& columns)
      : columns_{&columns}, offsets_{offsets_of(columns.wide)} {}

  [[nodiscard]] bool has(TextColumn column, std::size_t row) const {
    return cell(column, row) != null_cell;
  }
  [[nodiscard]] std::string_view text(TextColumn column, std::size_t row) const {
    return text(static_cast<std::size_t>(column), cell(column, row));
  }
  /// `bit`: of EntryColumns::wide_columns.
  [[nodiscard]] std::string_view text(std::size_t bit, TextCell range) const {
    if (range == null_cell) {
      return {};
    }
    const bool wide = is_wide(*columns_, bit);
    const std::size_t begin = wide ? offsets_[range.start] : range.start;
    const std::size_t end = wide ? offsets_[range.end] : range.end;
    return std::string_view{wide ? columns_->wide : columns_->heap}.substr(begin, end - begin);
  }

 private:
  [[nodiscard]] TextCell cell(TextColumn column, std::size_t row) const {
    return columns_->text[(static_cast<std::size_t>(column) * columns_->rows) + row];
  }

  const EntryColumns* columns_;
  std::vector<std::size_t> offsets_;
};

void require_row(const EntryColumns& columns, const Cells& cells, std::size_t row,
                 bool include_raw) {
  require(columns.kind[row] < kind_names.size(), "a kind is one of the model's");
  require((columns.flags[row] >> (entry_flag::precision_shift + 2)) == 0, "no unknown flag is set");
  require(cells.has(TextColumn::amount, row), "every row has an amount");
  require_amount(cells.text(TextColumn::amount, row));
  require(cells.has(TextColumn::unit, row), "every row has a unit");
  if (cells.has(TextColumn::balance_after, row)) {
    require_amount(cells.text(TextColumn::balance_after, row));
  }
  require_time(columns.at[row]);
  require(std::isnan(columns.at[row]) || cells.has(TextColumn::at_text, row),
          "a time has the vendor's text");
  require(cells.has(TextColumn::raw, row) == include_raw, "raw is there when it was asked for");
  if (include_raw) {
    const std::string raw{cells.text(TextColumn::raw, row)};
    require(!check_json(raw), "raw is JSON", raw);
  }
}

void require_entries(const Page& page, bool include_raw) {
  const EntryColumns& columns = page.entries;
  require(columns.at.size() == columns.rows && columns.kind.size() == columns.rows &&
              columns.flags.size() == columns.rows &&
              columns.text.size() == columns.rows * text_column_count &&
              page.row_hashes.size() == columns.rows,
          "all columns have a value for each row");
  require_heaps(page);
  const Cells cells{columns};
  for (std::size_t row = 0; row < columns.rows; ++row) {
    require_row(columns, cells, row, include_raw);
  }
}

void require_balance(const Page& page) {
  const Cells cells{page.entries};
  const auto text = [&](BalanceColumn column) {
    return cells.text(balance_bit, page.balance[static_cast<std::size_t>(column)]);
  };
  require_amount(text(BalanceColumn::available));
  require(text(BalanceColumn::unit).data() != nullptr, "an amount has a unit");
  constexpr auto first = static_cast<std::size_t>(BalanceColumn::part);
  require((page.balance.size() - first) % part_cell_count == 0,
          "a part has a name, an amount and a unit");
  for (std::size_t part = first; part < page.balance.size(); part += part_cell_count) {
    require(!cells.text(balance_bit, page.balance[part]).empty(), "a part has a name");
    const std::string_view amount = cells.text(balance_bit, page.balance[part + 1]);
    require(amount.data() == nullptr ||
                cells.text(balance_bit, page.balance[part + 2]).data() != nullptr,
            "an amount has a unit");
    if (amount.data() != nullptr) {
      require_amount(amount);
    }
  }
  if (text(BalanceColumn::at_text).data() != nullptr) {
    require_time(page.balance_at);
  }
}

void require_entitlements(const Page& page) {
  using enum EntitlementColumn;
  const Cells cells{page.entries};
  const std::size_t rows = page.entitlements.size() / entitlement_column_count;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto text = [&](EntitlementColumn column) {
      return cells.text(entitlements_bit,
                        page.entitlements[static_cast<std::size_t>(column) * rows + row]);
    };
    require(text(id).data() != nullptr, "an entitlement has an id");
    require(text(unit).data() != nullptr, "an amount has a unit");
    require_amount(text(balance));
    for (const EntitlementColumn column : {overage, overage_limit, headroom}) {
      if (text(column).data() != nullptr) {
        require_amount(text(column));
      }
    }
    for (const EntitlementColumn column : {overage_enabled, limit_reached}) {
      require(text(column).data() == nullptr || text(column) == "true" || text(column) == "false",
              "a flag is true, false or unknown");
    }
    require(text(findings).data() == nullptr ||
                (!text(findings).empty() && !text(findings).contains("\n\n")),
            "a finding is a sentence");
  }
}

bool same_time(double left, double right) {
  return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
}

bool same(const PageSignals& left, const PageSignals& right) {
  return left.cursor == right.cursor && left.more == right.more && left.total == right.total &&
         left.total_pages == right.total_pages;
}

/// `bit`: of the first run of `run` cells, the next run has the next one.
void require_same_texts(std::size_t bit, std::size_t run, const PodArray<TextCell>& left,
                        const Cells& ours, const PodArray<TextCell>& right, const Cells& theirs) {
  require(left.size() == right.size(), "two readings give as many cells");
  for (std::size_t i = 0; i < left.size(); ++i) {
    require((left[i] == null_cell) == (right[i] == null_cell) &&
                ours.text(bit + i / run, left[i]) == theirs.text(bit + i / run, right[i]),
            "two readings give a cell the same text");
  }
}

}  // namespace

void require_sound_page(const Page& page, const Operation& operation, bool include_raw) {
  require_entries(page, include_raw);
  require(operation.entry != nullptr || page.entries.rows == 0, "only a history has entries");
  require(operation.entitlement != nullptr || page.entitlements.empty(),
          "only entitlements have entitlements");
  // A walk takes rows that came before from a page, which keeps their text.
  require(!page.rows_text.empty() || page.entries.rows == 0, "a page with rows has their text");
  require(operation.kind != OperationKind::balance || !page.balance.empty(),
          "a balance has a balance");
  if (!page.balance.empty()) {
    require_balance(page);
  }
  if (!page.entitlements.empty()) {
    require_entitlements(page);
  }
  if (page.signals.cursor) {
    const bool unreadable = operation.paging.cursor_from == PagingRule::CursorFrom::link &&
                            *page.signals.cursor == unreadable_cursor;
    require(unreadable || !check_json(*page.signals.cursor), "a cursor is JSON");
  }
}

void require_empty_page(const Page& page) {
  const EntryColumns& columns = page.entries;
  require(columns.rows == 0 && columns.at.empty() && columns.kind.empty() &&
              columns.flags.empty() && columns.text.empty() && columns.heap.empty() &&
              columns.wide.empty() && columns.wide_columns == 0 && page.row_hashes.empty() &&
              page.rows_text.empty() && page.balance.empty() && page.entitlements.empty() &&
              !page.signals.cursor && !page.signals.more && !page.signals.total &&
              !page.signals.total_pages,
          "a failure leaves nothing of a page behind");
}

void require_sound_error(const Error& error, const Response& response) {
  require(error.code == ErrorCode::api || error.code == ErrorCode::format,
          "reading fails as api or as format");
  require(!error.message.empty() && is_utf8(error.message), "an error has a message in UTF-8",
          error.message);
  require(error.status == response.status, "an error has the response's status");
  require(!error.byte || *error.byte <= response.body.size(), "an error's byte is in the body");
  for (const std::string* const text :
       {&error.vendor_code, &error.vendor_message, &error.correlation_id}) {
    require(is_utf8(*text) && text->size() <= 1'000, "a vendor's words are UTF-8, and cut");
  }
  if (response.status >= 400) {
    require(error.code == ErrorCode::api, "HTTP 400 and more is the vendor's refusal");
    return;
  }
  const auto fault = check_json(response.body);
  if (fault) {
    require(error.code == ErrorCode::format && error.byte == fault->byte && error.has_pointer,
            "what is no JSON is refused at the byte at which it stops being JSON", error.message);
  }
  if (!error.has_pointer) {
    return;
  }
  require(is_pointer(error.pointer), "an error's place is a JSON Pointer", error.pointer);
  const JsonVerdict verdict = judge_json(response.body);
  const bool names_a_value =
      error.code == ErrorCode::format && error.byte && !error.message.ends_with("found nothing");
  if (names_a_value && verdict.accepted && !verdict.repeats_a_name && !fault) {
    require(follow_pointer(response.body, error.pointer) == PointerVerdict::leads_to_value,
            "an error about a value points at it", error.pointer + ": " + error.message);
  }
}

void require_same_page(const Page& left, const Page& right) {
  require(left.entries.rows == right.entries.rows && left.entries.kind == right.entries.kind &&
              left.entries.flags == right.entries.flags &&
              std::ranges::equal(left.entries.at, right.entries.at, same_time),
          "two readings give the same rows");
  const Cells ours{left.entries};
  const Cells theirs{right.entries};
  require_same_texts(0, left.entries.rows, left.entries.text, ours, right.entries.text, theirs);
  require_same_texts(balance_bit, left.balance.size(), left.balance, ours, right.balance, theirs);
  require_same_texts(entitlements_bit, left.entitlements.size(), left.entitlements, ours,
                     right.entitlements, theirs);
  require(left.row_hashes == right.row_hashes && left.rows_text.size() == right.rows_text.size(),
          "two readings give the same hashes");
  constexpr auto at_text = static_cast<std::size_t>(BalanceColumn::at_text);
  require(left.balance.empty() || left.balance[at_text] == null_cell ||
              same_time(left.balance_at, right.balance_at),
          "two readings give the balance the same time");
  require(same(left.signals, right.signals), "two readings give the same signals");
}

void require_same_error(const Error& left, const Error& right) {
  require(left.code == right.code && left.message == right.message &&
              left.pointer == right.pointer && left.has_pointer == right.has_pointer &&
              left.byte == right.byte && left.status == right.status &&
              left.refusal == right.refusal && left.vendor_code == right.vendor_code &&
              left.vendor_message == right.vendor_message &&
              left.correlation_id == right.correlation_id,
          "two readings fail alike", left.message + " / " + right.message);
}

std::vector<std::string> ids_of(const Page& page) {
  const Cells cells{page.entries};
  std::vector<std::string> ids;
  ids.reserve(page.entries.rows);
  for (std::size_t row = 0; row < page.entries.rows; ++row) {
    ids.emplace_back(cells.text(TextColumn::id, row));
  }
  return ids;
}

}  // namespace fuzz
