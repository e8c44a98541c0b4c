#include "normalize/column_reader.hpp"

namespace creditkit {
namespace {

/// The text of an amount that can be copied as it stands; empty where it cannot.
std::string_view plain_text(const Token& token, std::string_view body) {
  const std::string_view text = token.in(body);
  if (token.type() == TokenType::number) [[likely]] {
    // A JSON number has no '+' and no superfluous zero; up to 38 characters hold at most 38 digits.
    const bool short_enough = text.size() <= static_cast<std::size_t>(Decimal::max_digits);
    const bool may_be_minus_zero = text.size() > 1 && text[0] == '-' && text[1] == '0';
    if (!token.has(Token::exponent) && short_enough && !may_be_minus_zero) [[likely]] {
      return text;
    }
  } else if (token.type() != TokenType::string) {
    return {};
  }
  return is_canonical_decimal(text) ? text : std::string_view{};
}

bool is_zero(std::string_view canonical) {
  for (const char c : canonical) {
    if (c != '0' && c != '.') {
      return false;
    }
  }
  return true;
}

}  // namespace

/// Copies a canonical amount under another sign, and says whether it is below zero then.
TextCell ColumnReader::copy_signed(std::string_view text, SignChange change, bool& negative) {
  const bool was_negative = text.front() == '-';
  const bool turns = turns_sign(change, was_negative) && !is_zero(text);
  negative = was_negative != turns;
  if (!turns || was_negative) [[likely]] {
    const std::size_t minus = turns ? 1 : 0;
    return heap_->add_from_body(text.data() + minus, text.size() - minus);
  }
  char* const out = heap_->room_for(text.size() + 1);
  *out = '-';
  text.copy(out + 1, text.size());
  return heap_->take_ascii(text.size() + 1);
}

void ColumnReader::read_amounts(const Column& column, TextCell* cells, std::uint8_t* negatives) {
  const AmountRule& rule = *column.amount;
  const bool may_copy =
      rule.form == AmountRule::Form::member && rule.minor.form == MinorRule::Form::none;
  const PageTokens::Column tokens{*tokens_, column.places};
  SignChange change =
      rule.sign.form == SignRule::Form::negate ? SignChange::flip : SignChange::keep;
  const bool by_member = column.sign != none;
  for (std::size_t row = 0; row < fault_.rows; ++row) {
    bool negative = false;
    const Token token = may_copy ? tokens[row] : Token{};
    const std::string_view text = plain_text(token, tokens_->body);
    if (text.empty()) {
      Decimal amount;
      const Outcome outcome = amount_at(column, row, amount);
      if (outcome == Outcome::faulty) {
        return;
      }
      negative = amount.is_negative();
      cells[row] = null_cell;
      if (outcome == Outcome::read) {
        cells[row] = heap_->take_ascii(amount.write(heap_->room_for(Decimal::max_text_size)));
      }
    } else {
      if (by_member && !sign_change(column, row, change)) {
        return;
      }
      cells[row] = copy_signed(text, change, negative);
    }
    if (negatives != nullptr) {
      negatives[row] = negative ? 1 : 0;
    }
  }
}

}  // namespace creditkit
