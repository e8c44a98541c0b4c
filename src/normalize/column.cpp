#include "normalize/column.hpp"

namespace creditkit {

Column ColumnBinder::texts(const Sources& sources, const char* required) const {
  return {.places = slots_->bind(sources), .required = required};
}

Column ColumnBinder::texts(const TextRule& rule, const char* required) const {
  Column column = texts(rule.from, required);
  column.upper_case = rule.upper_case;
  // Neither is empty where the definition has it.
  column.fallback = rule.constant;
  for (const QueryValue& value : query_->values) {
    if (value.rule->name == rule.parameter) {
      column.fallback = value.text;
    }
  }
  return column;
}

Column ColumnBinder::amounts(const AmountRule* rule, const Column& unit) const {
  if (rule == nullptr) {
    return {};
  }
  Column column{
      .type = Column::Type::amount, .unit = unit.places, .fallback = unit.fallback, .amount = rule};
  for (const Sources& term : rule->terms) {
    const Index places = slots_->bind(term);
    column.places = column.places == none ? places : column.places;
  }
  if (rule->sign.form == SignRule::Form::by_member) {
    column.sign = slots_->bind(Sources{&rule->sign.member, 1});
  }
  return column;
}

Column ColumnBinder::times(const TimeRule* rule) const {
  if (rule == nullptr) {
    return {};
  }
  return {.type = Column::Type::time, .places = slots_->bind(rule->from), .time = rule};
}

Column ColumnBinder::flags(const Sources& sources) const {
  return {.type = Column::Type::flag, .places = slots_->bind(sources)};
}

}  // namespace creditkit
