// Amounts that are not copied as they stand: sums, signs by another member, minor units, and all
// that is written in another way.
#include <optional>

#include "normalize/column_reader.hpp"

namespace creditkit {
namespace {

constexpr const char* an_amount = "an amount as a number or as a decimal text";

}  // namespace

bool is_absent(const PageTokens& tokens, const Column& amount, std::size_t row) {
  Index places = amount.places;
  for (std::size_t term = amount.amount->terms.size(); term > 0; --term) {
    if (!tokens.first(places, row).is_nothing()) {
      return false;
    }
    places = tokens.slots->after(places);
  }
  return true;
}

bool ColumnReader::sign_change(const Column& column, std::size_t row, SignChange& change) {
  const SignRule& rule = column.amount->sign;
  const Token token = tokens_->at(*tokens_->slots->place(column.sign), row);
  if (is_one_of(token, tokens_->body, rule.positive)) {
    change = SignChange::make_positive;
  } else if (is_one_of(token, tokens_->body, rule.negative)) {
    change = SignChange::make_negative;
  } else {
    return fail(column.sign, token, "one of the values that the definition gives a sign", row);
  }
  return true;
}

bool ColumnReader::term(Index places, const Token& token, std::size_t row, Decimal& amount) {
  const bool text = token.type() == TokenType::string;
  if (!text && token.type() != TokenType::number) {
    return fail(places, token, an_amount, row);
  }
  // A text that is longer than any number of ours needs no decoding to be refused.
  constexpr std::size_t longest = 1024;
  std::string room;
  const auto parsed = Decimal::parse(token.size() < longest ? text_of(token, tokens_->body, room)
                                                            : token.in(tokens_->body));
  if (!parsed) {
    return fail(places, token, an_amount, row, describe(parsed.error()));
  }
  amount = *parsed;
  return true;
}

bool ColumnReader::sum_at(const Column& column, std::size_t row, Decimal& sum) {
  const AmountRule& rule = *column.amount;
  const bool in_out = rule.form == AmountRule::Form::in_out;
  if (in_out && is_absent(*tokens_, column, row)) {
    return fail(column.places, tokens_->first(column.places, row), an_amount, row);
  }
  Index places = column.places;
  for (std::size_t i = 0; i < rule.terms.size(); ++i) {
    const Token token = tokens_->first(places, row);
    Decimal amount;
    if (!(in_out && token.is_nothing()) && !term(places, token, row, amount)) {
      return false;
    }
    const auto result = add(sum, in_out && i == 1 ? amount.negated() : amount);
    if (!result) {
      return fail(places, token, an_amount, row, describe(result.error()));
    }
    sum = *result;
    places = tokens_->slots->after(places);
  }
  return true;
}

bool ColumnReader::to_major(const Column& column, std::size_t row, Decimal& amount) {
  const MinorRule& rule = column.amount->minor;
  std::optional<int> digits = rule.digits;
  if (rule.form == MinorRule::Form::iso4217) {
    const Token unit = tokens_->first(column.unit, row);
    std::string room;
    digits =
        rule.digits_of(unit.is_nothing() ? column.fallback : text_of(unit, tokens_->body, room));
  }
  // Of "in" and "out" one may be missing: the fault is about the other.
  Index places = column.places;
  Token token = tokens_->first(places, row);
  if (token.is_nothing() && column.amount->form == AmountRule::Form::in_out) {
    places = tokens_->slots->after(places);
    token = tokens_->first(places, row);
  }
  if (!digits) {
    return fail(places, token, an_amount, row,
                "has a unit that is no ISO 4217 currency with minor units");
  }
  const auto shifted = amount.shifted(*digits);
  if (!shifted) {
    return fail(places, token, an_amount, row, describe(shifted.error()));
  }
  amount = *shifted;
  return true;
}

ColumnReader::Outcome ColumnReader::amount_at(const Column& column, std::size_t row,
                                              Decimal& amount) {
  const AmountRule& rule = *column.amount;
  if (rule.optional && is_absent(*tokens_, column, row)) {
    return Outcome::absent;
  }
  SignChange change =
      rule.sign.form == SignRule::Form::negate ? SignChange::flip : SignChange::keep;
  if (!sum_at(column, row, amount) || (column.sign != none && !sign_change(column, row, change)) ||
      (rule.minor.form != MinorRule::Form::none && !to_major(column, row, amount))) {
    return Outcome::faulty;
  }
  if (turns_sign(change, amount.is_negative())) {
    amount = amount.negated();
  }
  return Outcome::read;
}

}  // namespace creditkit
