#include "normalize/details.hpp"

#include "normalize/column_reader.hpp"

namespace creditkit {
namespace {

constexpr auto available = static_cast<std::size_t>(BalanceColumn::available);
constexpr auto part = static_cast<std::size_t>(BalanceColumn::part);
constexpr auto overage_limit = static_cast<std::size_t>(EntitlementColumn::overage_limit);

void add_amount(PodArray<Column>& columns, const AmountRule& amount, const TextRule& unit_rule,
                const ColumnBinder& binder) {
  const Column unit = binder.texts(unit_rule, "a unit");
  columns.push_back(binder.amounts(&amount, unit));
  columns.push_back(unit);
}

}  // namespace

DetailReader::DetailReader(const Operation& operation, const ColumnBinder& binder)
    : kind_{operation.kind} {
  if (operation.balance != nullptr) {
    bind_balance(*operation.balance, binder);
  }
  if (operation.entitlement != nullptr) {
    bind_entitlement(*operation.entitlement, binder);
  }
}

void DetailReader::bind_balance(const BalanceRule& rule, const ColumnBinder& binder) {
  add_amount(balance_, rule.available, rule.unit, binder);
  balance_.push_back(binder.texts(rule.account));
  balance_.push_back(binder.times(rule.time));
  for (const BalancePartRule& each : rule.parts) {
    balance_.push_back({.fallback = each.name});
    add_amount(balance_, each.amount, each.unit, binder);
  }
}

void DetailReader::bind_entitlement(const EntitlementRule& rule, const ColumnBinder& binder) {
  const Column unit = binder.texts(rule.unit, "a unit");
  entitlement_.push_back(binder.amounts(&rule.balance, unit));
  entitlement_.push_back(binder.amounts(rule.overage, unit));
  entitlement_.push_back(binder.flags(rule.overage_enabled));
  entitlement_.push_back(binder.amounts(rule.overage_limit, unit));
  entitlement_.push_back(binder.amounts(rule.headroom, unit));
  entitlement_.push_back(binder.flags(rule.limit_reached));
  entitlement_.push_back(binder.texts(rule.id, "an id"));
  entitlement_.push_back(binder.texts(rule.name));
  entitlement_.push_back(unit);
}

Failure DetailReader::read_balance(const PageTokens& tokens, Page& page) const {
  // A history page may carry a balance or not.
  const bool required = kind_ == OperationKind::balance;
  if (!required && is_absent(tokens, balance_[available], 0)) {
    return nullptr;
  }
  page.balance.resize(balance_.size());
  TextCell* const cells = page.balance.data();
  std::uint8_t bits = 0;
  TextHeap heap{page.entries, 0};
  ColumnReader reader{tokens, 1, heap};
  for (std::size_t i = 0; i < balance_.size(); ++i) {
    const Column& column = balance_[i];
    if (i > part && column.required != nullptr && cells[i - 1] == null_cell) {
      cells[i] = null_cell;  // a part that is not there needs no unit
    } else {
      const bool is_time = column.type == Column::Type::time;
      reader.read(column, cells + i, {.at = &page.balance_at, .bits = is_time ? &bits : nullptr});
    }
  }
  heap.end_column(balance_bit, cells, page.balance.size());
  return reader.fault().found ? failure_of(reader.fault(), tokens) : nullptr;
}

Failure DetailReader::read_entitlements(const PageTokens& tokens, Page& page) const {
  const std::size_t rows = tokens.rows;
  page.entitlements.resize(entitlement_column_count * rows);
  TextCell* cells = page.entitlements.data();
  TextHeap heap{page.entries, 0};
  ColumnReader reader{tokens, rows, heap};
  for (const Column& column : entitlement_) {
    reader.read(column, cells, {});
    cells += rows;
  }
  if (reader.fault().found) {
    return failure_of(reader.fault(), tokens);
  }
  // Only then does the absence of a limit mean that there is none.
  const bool limit_is_known = entitlement_[overage_limit].type == Column::Type::amount;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string sentences = findings_of(page, row, limit_is_known);
    cells[row] = sentences.empty() ? null_cell : heap.add_utf8(sentences);
  }
  heap.end_column(entitlements_bit, page.entitlements.data(), page.entitlements.size());
  return nullptr;
}

}  // namespace creditkit
