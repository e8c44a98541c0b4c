#include "normalize/amount.hpp"

#include <algorithm>

#include "json/unescape.hpp"
#include "normalize/ascii.hpp"
#include "normalize/same_text.hpp"
#include "value/currency.hpp"

namespace creditkit {
namespace {

constexpr std::string_view an_amount = "an amount as a number or as a decimal text";

/// True where a number's text, checked by the reader, is canonical: the common case without a look
/// at each digit.
bool is_canonical_number(const Token& token, std::string_view text) {
  // A JSON number has no '+' and no superfluous zero; up to 38 characters hold at most 38 digits.
  const bool short_enough = text.size() <= static_cast<std::size_t>(Decimal::max_digits);
  const bool may_be_minus_zero = text.size() > 1 && text[0] == '-' && text[1] == '0';
  if (!token.has(Token::exponent) && short_enough && !may_be_minus_zero) [[likely]] {
    return true;
  }
  return is_canonical_decimal(text);
}

/// How many decimals the minor unit of a currency has at this vendor.
std::optional<int> digits_of(const MinorRule& rule, std::string_view unit) {
  const auto exception = std::ranges::find_if(rule.exceptions, [unit](const UnitDigits& digits) {
    return equal_ignoring_case(digits.unit, unit);
  });
  return exception != rule.exceptions.end() ? exception->digits : minor_digits(unit);
}

bool is_zero(std::string_view canonical) {
  return std::ranges::all_of(canonical, [](char c) { return c == '0' || c == '.'; });
}

/// Whether a canonical amount is below zero after the change.
bool negative_after(SignChange change, std::string_view canonical) {
  const bool negative = canonical.front() == '-';
  switch (change) {
    case SignChange::keep:
      return negative;
    case SignChange::flip:
      return !negative && !is_zero(canonical);
    case SignChange::make_positive:
      return false;
    case SignChange::make_negative:
      return negative || !is_zero(canonical);
  }
  return negative;
}

Decimal with_sign(const Decimal& amount, SignChange change) {
  switch (change) {
    case SignChange::keep:
      return amount;
    case SignChange::flip:
      return amount.negated();
    case SignChange::make_positive:
      return amount.abs();
    case SignChange::make_negative:
      return amount.abs().negated();
  }
  return amount;
}

}  // namespace

bool equals(const Token& token, std::string_view body, const Scalar& scalar) {
  switch (scalar.type) {
    case Scalar::Type::null:
      return token.type() == TokenType::null;
    case Scalar::Type::boolean:
      return token.type() == (scalar.truth ? TokenType::boolean_true : TokenType::boolean_false);
    case Scalar::Type::string:
      return token.type() == TokenType::string &&
             (token.has(Token::escaped) ? unescaped(token.in(body)) == scalar.text
                                        : token.in(body) == scalar.text);
    case Scalar::Type::number:
      break;
  }
  if (token.type() != TokenType::number) {
    return false;
  }
  const auto left = Decimal::parse(token.in(body));
  const auto right = Decimal::parse(scalar.text);
  return left && right ? compare(*left, *right) == 0 : token.in(body) == scalar.text;
}

AmountReader::AmountReader(const AmountRule& rule, SlotMap& slots) : rule_{&rule} {
  for (const Sources& sources : rule.terms) {
    terms_.push_back(slots.bind(sources));
  }
  if (rule.sign.form == SignRule::Form::by_member) {
    sign_member_ = slots.bind(rule.sign.member);
  }
}

Misread AmountReader::misread(const Token& found, std::size_t term, std::string_view reason) const {
  return {.source = &rule_->terms[term].front(),
          .found = found,
          .expected = an_amount,
          .reason = reason};
}

std::expected<SignChange, Misread> AmountReader::sign_change(const PageTokens& tokens,
                                                             std::size_t row) const {
  if (!sign_member_) {
    return rule_->sign.form == SignRule::Form::negate ? SignChange::flip : SignChange::keep;
  }
  const Token& token = tokens.at(*sign_member_, row);
  const auto is_token = [&](const Scalar& scalar) { return equals(token, tokens.body, scalar); };
  if (std::ranges::any_of(rule_->sign.positive, is_token)) {
    return SignChange::make_positive;
  }
  if (std::ranges::any_of(rule_->sign.negative, is_token)) {
    return SignChange::make_negative;
  }
  return std::unexpected{Misread{.source = &rule_->sign.member,
                                 .found = token,
                                 .expected = "one of the values that the definition gives a sign",
                                 .reason = {}}};
}

std::expected<Decimal, Misread> AmountReader::term(const PageTokens& tokens, std::size_t row,
                                                   std::size_t index) const {
  const Token token = tokens.first(terms_[index], row);
  if (token.type() != TokenType::number && token.type() != TokenType::string) {
    return std::unexpected{misread(token, index, {})};
  }
  const std::string_view text = token.in(tokens.body);
  // A text that is longer than any number of ours needs no decoding to be refused.
  const bool decode =
      token.type() == TokenType::string && token.has(Token::escaped) && text.size() < 1024;
  const auto amount = decode ? Decimal::parse(unescaped(text)) : Decimal::parse(text);
  if (!amount) {
    return std::unexpected{misread(token, index, describe(amount.error()))};
  }
  return *amount;
}

std::expected<Decimal, Misread> AmountReader::combined(const PageTokens& tokens,
                                                       std::size_t row) const {
  if (rule_->form == AmountRule::Form::member) {
    return term(tokens, row, 0);
  }
  const bool in_out = rule_->form == AmountRule::Form::in_out;
  if (in_out && is_absent(tokens, row)) {
    return std::unexpected{misread(tokens.first(terms_[0], row), 0, {})};
  }
  Decimal sum;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const Token token = tokens.first(terms_[i], row);
    if (in_out && token.is_nothing()) {
      continue;
    }
    const auto amount = term(tokens, row, i);
    if (!amount) {
      return amount;
    }
    const auto result = in_out && i == 1 ? subtract(sum, *amount) : add(sum, *amount);
    if (!result) {
      return std::unexpected{misread(token, i, describe(result.error()))};
    }
    sum = *result;
  }
  return sum;
}

std::expected<int, Misread> AmountReader::decimals(const PageTokens& tokens, std::size_t row,
                                                   const TextReader& unit) const {
  if (rule_->minor.form == MinorRule::Form::fixed) {
    return rule_->minor.digits;
  }
  const auto code = unit.read(tokens, row);
  if (!code) {
    return std::unexpected{code.error()};
  }
  const std::optional<int> digits = *code ? digits_of(rule_->minor, **code) : std::nullopt;
  if (!digits) {
    return std::unexpected{misread(tokens.first(terms_[0], row), 0,
                                   "has a unit that is no ISO 4217 currency with minor units")};
  }
  return *digits;
}

bool AmountReader::is_absent(const PageTokens& tokens, std::size_t row) const {
  return std::ranges::all_of(
      terms_, [&](const SlotSources& term) { return tokens.first(term, row).is_nothing(); });
}

std::expected<std::optional<AmountText>, Misread> AmountReader::read(const PageTokens& tokens,
                                                                     std::size_t row,
                                                                     const TextReader& unit) const {
  if (rule_->optional && is_absent(tokens, row)) {
    return std::nullopt;
  }
  auto amount = combined(tokens, row);
  if (!amount) {
    return std::unexpected{amount.error()};
  }
  const auto change = sign_change(tokens, row);
  if (!change) {
    return std::unexpected{change.error()};
  }
  if (rule_->minor.form != MinorRule::Form::none) {
    const auto digits = decimals(tokens, row, unit);
    if (!digits) {
      return std::unexpected{digits.error()};
    }
    const auto shifted = amount->shifted(*digits);
    if (!shifted) {
      return std::unexpected{misread(tokens.first(terms_[0], row), 0, describe(shifted.error()))};
    }
    *amount = *shifted;
  }
  return AmountText{with_sign(*amount, *change)};
}

std::string_view AmountReader::plain_text(const PageTokens& tokens, const Token& token) const {
  const std::string_view text = token.in(tokens.body);
  const bool canonical = token.type() == TokenType::number
                             ? is_canonical_number(token, text)
                             : token.type() == TokenType::string && is_canonical_decimal(text);
  return canonical ? text : std::string_view{};
}

TextCell AmountReader::copy_signed(std::string_view text, SignChange change, TextHeap& heap,
                                   bool& negative) {
  const bool was_negative = text.front() == '-';
  negative = negative_after(change, text);
  if (negative == was_negative) [[likely]] {
    return heap.add_from_body(text.data(), text.size());
  }
  if (was_negative) {
    return heap.add_from_body(text.data() + 1, text.size() - 1);
  }
  char* const out = heap.room_for(text.size() + 1);
  *out = '-';
  text.copy(out + 1, text.size());
  return heap.take_ascii(text.size() + 1);
}

void AmountReader::read_column(const PageTokens& tokens, const TextReader& unit, TextHeap& heap,
                               TextCell* cells, std::vector<std::uint8_t>* negatives,
                               FirstFault& fault) const {
  const bool may_copy =
      rule_->form == AmountRule::Form::member && rule_->minor.form == MinorRule::Form::none;
  const PageTokens::Column column = tokens.column(terms_[0]);
  SignChange change =
      rule_->sign.form == SignRule::Form::negate ? SignChange::flip : SignChange::keep;
  Token before;
  bool negative = false;
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = may_copy ? column[row] : Token{};
    const std::string_view text = plain_text(tokens, token);
    if (text.empty()) {
      const auto amount = read(tokens, row, unit);
      if (!amount) {
        return fault.set(amount.error(), tokens, row);
      }
      negative = *amount && (*amount)->is_negative();
      cells[row] = *amount ? heap.add_ascii((*amount)->view()) : null_cell;
    } else if (row > 0 && !sign_member_ && same_text(token, before, tokens.body)) {
      cells[row] = cells[row - 1];  // under another sign the same text is another amount
    } else {
      if (sign_member_) {
        const auto by_member = sign_change(tokens, row);
        if (!by_member) {
          return fault.set(by_member.error(), tokens, row);
        }
        change = *by_member;
      }
      cells[row] = copy_signed(text, change, heap, negative);
    }
    before = token;
    if (negatives != nullptr) {
      (*negatives)[row] = negative ? 1 : 0;
    }
  }
}

}  // namespace creditkit
