#include <algorithm>

#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/currency.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

/// In the order of Kind.
constexpr std::string_view kinds =
    "grant|purchase|usage|overage|expiry|revocation|refund|adjustment|transfer|other";

/// The request's parameter of that name, or else the client's own value, which is a constant.
void read_parameter(const Member& name, const OperationContext& context, TextRule& rule) {
  std::string_view text;
  if (!name.given() || !name.text(text, "a parameter's name")) {
    return;
  }
  if (std::ranges::contains(context.request->parameters, text, &ParameterRule::name)) {
    rule.parameter = text;
  } else if (const BoundParameter* const bound = context.bindings->find(text)) {
    if (bound->value) {
      rule.constant = *bound->value;
    }
  } else {
    name.expected("the name of a parameter of this request or of the client");
  }
}

void read_sign(const Member& sign, const OperationContext& context, SignRule& rule) {
  if (!sign.is(Node::Type::object)) {
    if (sign.given()) {
      sign.word("asIs|negate", rule.form);
    }
    return;
  }
  rule.form = SignRule::Form::by_member;
  sign.object("at|of|positive|negative");
  Sources sources;
  if (sign["at"].is(Node::Type::array)) {
    sign["at"].expected("one path");
  } else {
    read_at(sign, context, sources);
    rule.member = sources.front();
  }
  read_scalars(sign["positive"], rule.positive);
  read_scalars(sign["negative"], rule.negative);
  const bool in_both = std::ranges::any_of(rule.negative, [&rule](const Scalar& value) {
    return std::ranges::any_of(rule.positive,
                               [&value](const Scalar& other) { return equal(value, other); });
  });
  if (in_both) {
    sign["negative"].fault(R"(expected no value that is in "positive" too, found one)");
  }
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_digits(const Member& member, std::uint8_t& digits) {
  std::uint64_t value = 0;
  member.integer(value, 0, Decimal::max_scale);
  digits = static_cast<std::uint8_t>(value);
}

void read_minor(const Member& minor, MinorRule& rule) {
  if (!minor.given()) {
    return;
  }
  if (minor.is(Node::Type::number)) {
    rule.form = MinorRule::Form::fixed;
    read_digits(minor, rule.digits);
    return;
  }
  if (!minor.is(Node::Type::object) && !minor.is_text("iso4217")) {
    minor.expected(R"("iso4217", a number of digits or an object with exceptions)");
    return;
  }
  rule.form = MinorRule::Form::iso4217;
  if (!minor.is(Node::Type::object) || !minor.map()) {
    return;
  }
  const auto exceptions = minor.arena().list<UnitDigits>(minor.size());
  rule.exceptions = exceptions;
  Member digits = minor.first();
  for (UnitDigits& exception : exceptions) {
    if (!is_currency_code(digits.key())) {
      digits.fault(joined({"expected the code of a currency, found ", quoted(digits.key())}));
    }
    exception.unit = digits.key();
    read_digits(digits, exception.digits);
    digits = digits.next();
  }
}

/// Faults "iso4217" where the unit can only be something else.
void check_minor_unit(const Member& minor, const MinorRule& rule, const TextRule& unit) {
  if (rule.form != MinorRule::Form::iso4217 || !unit.from.empty() || !unit.parameter.empty() ||
      unit.constant.empty() || minor_digits(unit.constant) ||
      std::ranges::contains(rule.exceptions, unit.constant, &UnitDigits::unit)) {
    return;
  }
  minor.expected(joined(
      {"a number of digits, for the unit ", quoted(unit.constant), " is no currency of ISO 4217"}));
}

void read_terms(const Member& amount, const OperationContext& context, AmountRule& rule) {
  const Member sum = amount["sum"];
  const bool in_out = !sum.given() && (amount.has("in") || amount.has("out"));
  const auto terms = amount.arena().list<Sources>(sum.given() ? sum.size() : in_out ? 2 : 1);
  rule.terms = terms;
  if (sum.given()) {
    rule.form = AmountRule::Form::sum;
    amount.object("sum|sign|minor");
    if (sum.list("paths")) {
      Member path = sum.first();
      for (Sources& term : terms) {
        read_sources(path, context, term);
        path = path.next();
      }
    }
  } else if (in_out) {
    rule.form = AmountRule::Form::in_out;
    amount.object("in|out|minor");
    read_sources(amount["in"], context, terms.front());
    read_sources(amount["out"], context, terms.back());
  } else {
    amount.object("at|of|sign|minor|in|out|sum");
    read_at(amount, context, terms.front());
  }
}

}  // namespace

void read_text_rule(const Member& text, const OperationContext& context, TextRule& rule) {
  if (!text.is(Node::Type::object)) {
    text.text(rule.constant, R"(a text, or an object with "at" or "param")");
    return;
  }
  text.object("at|of|param|default|case");
  if (const Member fallback = text["default"]; fallback.given()) {
    fallback.text(rule.constant, "a text");
  }
  const Member parameter = text["param"];
  if (text.has("at") || text.has("of") || !parameter.given()) {
    read_at(text, context, rule.from);
  }
  read_parameter(parameter, context, rule);
  if (const Member letters = text["case"]; letters.given()) {
    rule.upper_case = letters.word("upper") == 0;
  }
}

void read_kind(const Member& kind, const OperationContext& context, KindRule& rule) {
  if (!kind.is(Node::Type::object)) {
    kind.word(kinds, rule.constant);
    return;
  }
  kind.object("at|of|map|bySign");
  const std::string_view form = kind.only_one("map|bySign");
  if (kind.has("at") || kind.has("of") || form == "map") {
    read_at(kind, context, rule.from);
  }
  if (form.empty()) {
    return;
  }
  const Member values = kind[form];
  if (form == "bySign") {
    rule.form = KindRule::Form::by_sign;
    if (values.object("positive|negative")) {
      values["positive"].word(kinds, rule.positive);
      values["negative"].word(kinds, rule.negative);
    }
  } else if (values.map()) {
    rule.form = KindRule::Form::mapped;
    const auto words = values.arena().list<KindWord>(values.size());
    rule.map = words;
    Member word = values.first();
    for (KindWord& read : words) {
      read.word = word.key();
      word.word(kinds, read.kind);
      word = word.next();
    }
  }
}

void read_amount(const Member& amount, const TextRule& unit, const OperationContext& context,
                 AmountRule& rule) {
  if (amount.is(Node::Type::object)) {
    read_terms(amount, context, rule);
    const Member minor = amount["minor"];
    read_sign(amount["sign"], context, rule.sign);
    read_minor(minor, rule.minor);
    check_minor_unit(minor, rule.minor, unit);
  } else if (amount.is(Node::Type::string)) {
    const auto terms = amount.arena().list<Sources>(1);
    read_sources(amount, context, terms.front());
    rule.terms = terms;
  } else {
    amount.expected(R"(a JSON Pointer, or an object with "at", "in" and "out", or "sum")");
  }
}

}  // namespace creditkit
