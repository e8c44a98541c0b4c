#include "normalize/column.hpp"

namespace creditkit {

Column ColumnBinder::texts(const Sources& sources, const char* required) const {
  return {.places = slots_->bind(sources), .required = required};
}

Column ColumnBinder::texts(const TextRule& rule, const char* required) const {
  Column column = texts(rule.from, required);
  column.upper_case = rule.upper_case;
  // Neither is empty where the definition has it.
  std::string_view fallback = rule.constant;
  for (const QueryValue& value : query_->values) {
    if (value.rule->name == rule.parameter) {
      fallback = value.text;
    }
  }
  const Column constants = constant(fallback);
  column.fallback = constants.fallback;
  column.fallback_size = constants.fallback_size;
  return column;
}

Column ColumnBinder::constant(std::string_view text) {
  return {.fallback = text.data(), .fallback_size = static_cast<std::uint32_t>(text.size())};
}

Column ColumnBinder::amounts(const AmountRule* rule, const Column& unit) const {
  if (rule == nullptr) {
    return {};
  }
  Column column{.type = Column::Type::amount,
                .unit = unit.places,
                .fallback = unit.fallback,
                .fallback_size = unit.fallback_size,
                .amount = rule};
  for (const Sources& term : rule->terms) {
    const Index places = slots_->bind(term);
    column.places = column.places == none ? places : column.places;
  }
  if (rule->sign.form == SignRule::Form::by_member) {
    column.sign = slots_->bind(rule->sign.member);
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
