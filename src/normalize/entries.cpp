#include "normalize/entries.hpp"

#include <algorithm>
#include <limits>

#include "normalize/hash.hpp"

namespace creditkit {
namespace {

/// All sources whose value may tell two rows apart: those of the row, its parent and its key.
class IdentityCollector {
 public:
  void add(Sources sources) {
    for (const Source& source : sources) {
      const bool known = std::ranges::any_of(all_, [&](const Source& other) {
        return other.scope == source.scope && other.at.text == source.at.text;
      });
      if (source.scope != Scope::body && !known) {
        all_.push_back(source);
      }
    }
  }
  void add(const AmountRule& rule) {
    std::ranges::for_each(rule.terms, [this](const Sources& term) { add(term); });
    if (rule.sign.form == SignRule::Form::by_member) {
      add(Sources{&rule.sign.member, 1});
    }
  }
  [[nodiscard]] std::vector<Source> all() const { return all_; }

 private:
  std::vector<Source> all_;
};

/// The order is part of the row hash.
std::vector<Source> identity_of(const EntryRule& rule) {
  if (!rule.identity.empty()) {
    return {rule.identity.begin(), rule.identity.end()};
  }
  IdentityCollector collector;
  collector.add(rule.account.from);
  collector.add(rule.kind.from);
  collector.add(rule.amount);
  collector.add(rule.unit.from);
  if (rule.balance_after) {
    collector.add(*rule.balance_after);
  }
  if (rule.time) {
    collector.add(rule.time->from);
  }
  collector.add(rule.description);
  collector.add(rule.reference);
  return collector.all();
}

TextCell* column(EntryColumns& columns, TextColumn which) {
  return columns.text.data() + static_cast<std::size_t>(which) * columns.rows;
}

void resize(EntryColumns& columns, std::size_t rows) {
  columns.rows = rows;
  columns.at.resize(rows);
  columns.kind.resize(rows);
  columns.flags.resize(rows);
  columns.text.resize(rows * text_column_count);
}

void read_raw(const PageTokens& tokens, bool include_raw, TextHeap& heap, TextCell* cells) {
  for (std::size_t row = 0; row < tokens.rows; ++row) {
    cells[row] = include_raw ? heap.add_utf8(tokens.row_json(row)) : null_cell;
  }
}

void without_time(EntryColumns& columns) {
  std::ranges::fill(columns.at, std::numeric_limits<double>::quiet_NaN());
  std::ranges::fill(columns.flags, std::uint8_t{0});
  std::fill_n(column(columns, TextColumn::at_text), columns.rows, null_cell);
}

}  // namespace

const std::string* parameter_of(const TextRule& rule, const ParameterTexts& parameters) {
  const auto found = parameters.find(rule.parameter);
  return found == parameters.end() ? nullptr : &found->second;
}

EntryReader::EntryReader(const EntryRule& rule, const ParameterTexts& parameters, SlotMap& slots)
    : rule_{&rule},
      id_{slots.bind(rule.id)},
      identity_{slots.bind(identity_of(rule))},
      account_{rule.account, parameter_of(rule.account, parameters), slots},
      unit_{rule.unit, parameter_of(rule.unit, parameters), slots},
      amount_{rule.amount, slots},
      kind_{rule.kind, slots},
      description_{slots.bind(rule.description)},
      reference_{slots.bind(rule.reference)} {
  if (rule.balance_after) {
    balance_after_.emplace(*rule.balance_after, slots);
  }
  if (rule.time) {
    time_.emplace(*rule.time, slots);
  }
}

Failure EntryReader::read(const PageTokens& tokens, bool include_raw, Page& page) {
  EntryColumns& columns = page.entries;
  resize(columns, tokens.rows);
  FirstFault fault{.rows = tokens.rows, .error = {}};
  {
    TextHeap heap{columns, tokens.body, tokens.body.size()};
    const auto cells = [&](TextColumn which) { return column(columns, which); };

    read_text_column(id_, rule_->id, tokens, heap, cells(TextColumn::id), fault);
    account_.read_column(tokens, {}, heap, cells(TextColumn::account), fault);
    unit_.read_column(tokens, "a unit", heap, cells(TextColumn::unit), fault);
    if (kind_.by_sign()) {
      negatives_.resize(tokens.rows);
    }
    amount_.read_column(tokens, unit_, heap, cells(TextColumn::amount),
                        kind_.by_sign() ? &negatives_ : nullptr, fault);
    kind_.read_column(tokens, negatives_, heap, columns, cells(TextColumn::vendor_kind), fault);
    if (balance_after_) {
      balance_after_->read_column(tokens, unit_, heap, cells(TextColumn::balance_after), nullptr,
                                  fault);
    } else {
      std::fill_n(cells(TextColumn::balance_after), tokens.rows, null_cell);
    }
    if (time_) {
      time_->read_column(tokens, heap, columns, cells(TextColumn::at_text), fault);
    } else {
      without_time(columns);
    }
    read_text_column(description_, rule_->description, tokens, heap, cells(TextColumn::description),
                     fault);
    read_text_column(reference_, rule_->reference, tokens, heap, cells(TextColumn::reference),
                     fault);
    read_raw(tokens, include_raw && !fault.error, heap, cells(TextColumn::raw));
  }
  if (!fault.error) {
    hash_rows(tokens, page);
  }
  return std::move(fault.error);
}

void EntryReader::hash_rows(const PageTokens& tokens, Page& page) const {
  // Kept apart, so that no id is ever the hash of a content.
  constexpr std::uint64_t by_id = 1;
  constexpr std::uint64_t by_content = 2;
  constexpr std::uint64_t nothing = ~std::uint64_t{0};

  page.row_hashes.resize(tokens.rows);
  const PageTokens::Column ids = tokens.column(id_);
  for (std::size_t row = 0; row < tokens.rows; ++row) {
    Hash hash;
    if (const Token id = ids[row]; !id.is_nothing()) {
      hash.add_number(by_id);
      hash.add(id.in(tokens.body), tokens.end());
    } else {
      hash.add_number(by_content);
      for (const SlotSource& source : identity_) {
        const Token& token = tokens.at(source, row);
        if (token.is_nothing()) {
          hash.add_number(nothing);
        } else {
          hash.add(token.json_in(tokens.body), tokens.end());
        }
      }
    }
    page.row_hashes[row] = hash.value();
  }
  if (tokens.rows > 0) {
    const std::string_view first = tokens.row_json(0);
    const std::string_view last = tokens.row_json(tokens.rows - 1);
    page.fingerprint = fingerprint_of({first.data(), last.data() + last.size()});
  }
}

}  // namespace creditkit
