#include "normalize/entries.hpp"

#include <array>
#include <limits>

#include "normalize/column_reader.hpp"
#include "normalize/kind.hpp"

namespace creditkit {
namespace {

constexpr std::size_t raw = static_cast<std::size_t>(TextColumn::raw);

/// A unit before the amounts that it measures; otherwise the order in which columns are checked is
/// that of their cells.
constexpr std::array reading_order{
    TextColumn::id,      TextColumn::account,     TextColumn::unit,
    TextColumn::amount,  TextColumn::vendor_kind, TextColumn::balance_after,
    TextColumn::at_text, TextColumn::description, TextColumn::reference};

void resize(EntryColumns& columns, std::size_t rows) {
  columns.rows = rows;
  columns.at.resize(rows);
  columns.kind.resize(rows);
  columns.flags.resize(rows);
  columns.text.resize(rows * text_column_count);
}

void without_time(EntryColumns& columns) {
  for (std::size_t row = 0; row < columns.rows; ++row) {
    columns.at[row] = std::numeric_limits<double>::quiet_NaN();
    columns.flags[row] = 0;
  }
}

}  // namespace

EntryReader::EntryReader(const EntryRule& rule, const ColumnBinder& binder) : rule_{&rule} {
  SlotMap& slots = binder.slots();
  columns_.push_back(binder.texts(rule.id));
  columns_.back().empty_is_nothing = true;
  if (!rule.identity.empty()) {
    identity_ = slots.bind(rule.identity);
  }
  const Column unit = binder.texts(rule.unit, "a unit");
  // In the order that is part of the row hash.
  const Index first = slots.next_place();
  columns_.push_back(binder.texts(rule.account));
  columns_.push_back(binder.texts(rule.kind.from));
  columns_.push_back(binder.amounts(&rule.amount, unit));
  columns_.push_back(binder.texts(rule.unit, "a unit"));
  columns_.push_back(binder.amounts(rule.balance_after, unit));
  columns_.push_back(binder.times(rule.time));
  columns_.push_back(binder.texts(rule.description));
  columns_.push_back(binder.texts(rule.reference));
  if (rule.identity.empty()) {
    bind_identity(slots, first, slots.next_place());
  }
}

/// All places whose value may tell two rows apart, each once: those of the row, its parent and its
/// key.
void EntryReader::bind_identity(SlotMap& slots, Index first, Index end) {
  const Index start = slots.next_place();
  for (Index index = first; index < end; ++index) {
    const Place place = *slots.place(index);
    bool known = place.table == Table::body;
    for (Index other = start; other < slots.next_place(); ++other) {
      known = known ||
              (slots.place(other)->table == place.table && slots.place(other)->slot == place.slot);
    }
    if (!known) {
      slots.add(place);
    }
  }
  identity_ = slots.end_alternatives(start);
}

Failure EntryReader::read(const PageTokens& tokens, bool include_raw, Page& page) const {
  EntryColumns& columns = page.entries;
  const std::size_t rows = tokens.rows;
  resize(columns, rows);
  if (rule_->time == nullptr) {
    without_time(columns);
  }
  TextCell* const cells = columns.text.data();
  TextHeap heap{columns, tokens.body.size()};
  ColumnReader reader{tokens, rows, heap};
  for (const TextColumn which : reading_order) {
    const auto index = static_cast<std::size_t>(which);
    ColumnReader::Beside beside{.at = columns.at.data(), .bits = columns.flags.data()};
    if (which == TextColumn::amount) {
      beside.bits = columns.kind.data();
    } else if (which == TextColumn::balance_after) {
      beside.bits = nullptr;
    }
    reader.read(columns_[index], cells + index * rows, beside);
    heap.end_column(index, cells + index * rows, rows);
  }
  if (reader.fault().found) {
    return failure_of(reader.fault(), tokens);
  }
  constexpr auto words = static_cast<std::size_t>(TextColumn::vendor_kind);
  read_kinds(rule_->kind, tokens, columns_[words].places, cells + words * rows, rows,
             columns.kind.data());
  for (std::size_t row = 0; row < rows; ++row) {
    cells[raw * rows + row] = include_raw ? heap.add_utf8(tokens.row_json(row)) : null_cell;
  }
  heap.end_column(raw, cells + raw * rows, rows);
  hash_rows(tokens, page);
  return nullptr;
}

}  // namespace creditkit
