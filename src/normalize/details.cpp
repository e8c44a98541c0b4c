#include "normalize/details.hpp"

#include <array>

#include "json/writer.hpp"
#include "normalize/column_reader.hpp"
#include "normalize/details_columns.hpp"

namespace creditkit {
namespace {

using namespace balance_column;

/// In the order of their columns.
constexpr std::array entitlement_members{"id",           "name",     "unit",
                                         "balance",      "overage",  "overageEnabled",
                                         "overageLimit", "headroom", "limitReached"};

void add_amount(PodArray<Column>& columns, const AmountRule& amount, const TextRule& unit_rule,
                const ColumnBinder& binder) {
  const Column unit_column = binder.texts(unit_rule, "a unit");
  columns.push_back(binder.amounts(&amount, unit_column));
  columns.push_back(unit_column);
}

}  // namespace

DetailReader::DetailReader(const Operation& operation, const ColumnBinder& binder)
    : operation_{&operation} {
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
  for (const BalancePartRule& part : rule.parts) {
    add_amount(balance_, part.amount, part.unit, binder);
  }
}

void DetailReader::bind_entitlement(const EntitlementRule& rule, const ColumnBinder& binder) {
  const Column unit_column = binder.texts(rule.unit, "a unit");
  entitlement_.push_back(binder.texts(rule.id, "an id"));
  entitlement_.push_back(binder.texts(rule.name));
  entitlement_.push_back(unit_column);
  entitlement_.push_back(binder.amounts(&rule.balance, unit_column));
  entitlement_.push_back(binder.amounts(rule.overage, unit_column));
  entitlement_.push_back(binder.flags(rule.overage_enabled));
  entitlement_.push_back(binder.amounts(rule.overage_limit, unit_column));
  entitlement_.push_back(binder.amounts(rule.headroom, unit_column));
  entitlement_.push_back(binder.flags(rule.limit_reached));
}

Failure DetailReader::read(const PodArray<Column>& columns, const PageTokens& tokens,
                           std::size_t rows) {
  rows_ = rows;
  cells_.resize(columns.size() * rows);
  std::uint8_t bits = 0;
  TextHeap heap{heap_, HeapUnit::byte, tokens.body, 0};
  ColumnReader reader{tokens, rows, heap};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > parts && columns[i].required != nullptr && cells_[i - 1] == null_cell) {
      cells_[i] = null_cell;  // a part that is not there needs no unit
      continue;
    }
    // Only a balance has a time.
    const bool is_time = columns[i].type == Column::Type::time;
    reader.read(columns[i], cells_.data() + i * rows,
                {.at = &at_, .bits = is_time ? &bits : nullptr});
  }
  return reader.fault().found ? failure_of(reader.fault(), tokens) : nullptr;
}

std::string_view DetailReader::text(std::size_t column) const {
  const TextCell cell = cells_[column * rows_ + row_];
  return cell == null_cell ? std::string_view{}
                           : std::string_view{heap_.data() + cell.start, cell.end - cell.start};
}

void DetailReader::write_member(JsonWriter& json, const char* name, std::size_t column) const {
  const std::string_view value = text(column);
  if (value.data() == nullptr) {
    json.null(name);
  } else {
    json.text(name, value);
  }
}

Failure DetailReader::read_balance(const PageTokens& tokens, Page& page) {
  const BalanceRule& rule = *operation_->balance;
  // A history page may carry a balance or not.
  const bool required = operation_->kind == OperationKind::balance;
  if (!required && is_absent(tokens, balance_[available], 0)) {
    return nullptr;
  }
  if (Failure error = read(balance_, tokens, 1)) {
    return error;
  }
  row_ = 0;
  if (text(available).data() == nullptr) {
    return nullptr;
  }
  JsonWriter json{page.balance};
  json.open('{');
  write_member(json, "account", account);
  write_member(json, "available", available);
  write_member(json, "unit", unit);
  json.name("parts");
  json.open('{');
  std::size_t column = parts;
  for (const BalancePartRule& part : rule.parts) {
    if (text(column).data() != nullptr) {
      json.name(part.name);
      json.open('{');
      write_member(json, "amount", column);
      write_member(json, "unit", column + 1);
      json.close('}');
    }
    column += 2;
  }
  json.close('}');
  if (text(time).data() == nullptr) {
    json.null("at");
  } else {
    json.integer("at", static_cast<std::int64_t>(at_));
  }
  write_member(json, "atText", time);
  json.close('}');
  return nullptr;
}

Failure DetailReader::read_entitlements(const PageTokens& tokens, Page& page) {
  if (Failure error = read(entitlement_, tokens, tokens.rows)) {
    return error;
  }
  JsonWriter json{page.entitlements};
  json.open('[');
  for (row_ = 0; row_ < rows_; ++row_) {
    json.open('{');
    std::size_t column = 0;
    for (const char* const name : entitlement_members) {
      if (entitlement_[column].type == Column::Type::flag && text(column).data() != nullptr) {
        json.raw(name, text(column));
      } else {
        write_member(json, name, column);
      }
      ++column;
    }
    json.name("findings");
    json.open('[');
    write_findings(json);
    json.close(']');
    json.close('}');
  }
  json.close(']');
  return nullptr;
}

}  // namespace creditkit
