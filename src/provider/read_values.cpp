#include <algorithm>
#include <array>
#include <utility>

#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/currency.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

constexpr auto kind_words = [] {
  std::array<Word, kind_names.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    words.at(i) = {kind_names.at(i), static_cast<std::uint8_t>(i)};
  }
  return words;
}();

std::optional<Kind> read_kind_name(const Member& member) {
  const auto word = member.word(kind_words);
  return word ? std::optional{static_cast<Kind>(*word)} : std::nullopt;
}

/// The request's parameter of that name, or else the client's own value, which is a constant.
void read_parameter(const Member& name, const OperationContext& context, TextRule& rule) {
  const std::string* const text = name.text("a parameter's name");
  if (text == nullptr) {
    return;
  }
  if (context.request != nullptr &&
      std::ranges::contains(context.request->parameters, *text, &ParameterRule::name)) {
    rule.parameter = *text;
  } else if (const BoundParameter* const bound = context.bindings->find(*text)) {
    if (bound->value) {
      rule.constant = bound->value;
    }
  } else {
    name.expected("the name of a parameter of this request or of the client");
  }
}

void read_sign_by_member(const Member& sign, const OperationContext& context, SignRule& rule) {
  static constexpr std::array members{"at"sv, "of"sv, "positive"sv, "negative"sv};
  rule.form = SignRule::Form::by_member;
  sign.object(members);
  if (sign["at"].is(Node::Type::array)) {
    sign["at"].expected("one path");
  } else if (Sources sources = read_at(sign, context); !sources.empty()) {
    rule.member = std::move(sources.front());
  }
  rule.positive = read_scalars(sign["positive"]);
  rule.negative = read_scalars(sign["negative"]);
  const auto both = std::ranges::find_first_of(
      rule.negative, rule.positive,
      [](const Scalar& left, const Scalar& right) { return equal(left, right); });
  if (both != rule.negative.end()) {
    sign["negative"].fault(R"(expected no value that is in "positive" too, found one)");
  }
}

SignRule read_sign(const Member& sign, const OperationContext& context) {
  static constexpr std::array words{
      word("asIs", SignRule::Form::as_is),
      word("negate", SignRule::Form::negate),
  };
  SignRule rule;
  if (!sign.given()) {
    return rule;
  }
  if (sign.is(Node::Type::object)) {
    read_sign_by_member(sign, context, rule);
  } else if (const auto word = sign.word(words)) {
    rule.form = static_cast<SignRule::Form>(*word);
  }
  return rule;
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::uint8_t read_digits(const Member& digits) {
  return static_cast<std::uint8_t>(digits.integer(0, Decimal::max_scale).value_or(0));
}

MinorRule read_minor(const Member& minor) {
  MinorRule rule;
  if (!minor.given()) {
    return rule;
  }
  if (minor.is_text("iso4217") || minor.is(Node::Type::object)) {
    rule.form = MinorRule::Form::iso4217;
    if (minor.is(Node::Type::object) && minor.map()) {
      for (const Member& digits : minor.items()) {
        if (!is_currency_code(digits.key())) {
          digits.fault(joined({"expected the code of a currency, found ", quoted(digits.key())}));
        }
        rule.exceptions.push_back(
            {.unit = std::string{digits.key()}, .digits = read_digits(digits)});
      }
    }
    return rule;
  }
  if (minor.is(Node::Type::string)) {
    minor.expected(R"("iso4217" or a number of digits)");
    return rule;
  }
  rule.form = MinorRule::Form::fixed;
  rule.digits = read_digits(minor);
  return rule;
}

void read_terms(const Member& amount, const OperationContext& context, AmountRule& rule) {
  if (amount.has("sum")) {
    static constexpr std::array members{"sum"sv, "sign"sv, "minor"sv};
    rule.form = AmountRule::Form::sum;
    amount.object(members);
    if (amount["sum"].list("paths")) {
      for (const Member& term : amount["sum"].items()) {
        rule.terms.push_back(read_sources(term, context));
      }
    }
  } else if (amount.has("in") || amount.has("out")) {
    static constexpr std::array members{"in"sv, "out"sv, "minor"sv};
    rule.form = AmountRule::Form::in_out;
    amount.object(members);
    rule.terms.push_back(read_sources(amount["in"], context));
    rule.terms.push_back(read_sources(amount["out"], context));
  } else {
    static constexpr std::array members{"at"sv, "of"sv,  "sign"sv, "minor"sv,
                                        "in"sv, "out"sv, "sum"sv};
    amount.object(members);
    rule.terms.push_back(read_at(amount, context));
  }
}

}  // namespace

TextRule read_text_rule(const Member& text, const OperationContext& context) {
  static constexpr std::array members{"at"sv, "of"sv, "param"sv, "default"sv, "case"sv};
  static constexpr std::array upper{word("upper", true)};
  TextRule rule;
  if (!text.is(Node::Type::object)) {
    if (const std::string* const constant =
            text.text(R"(a text, or an object with "at" or "param")")) {
      rule.constant = *constant;
    }
    return rule;
  }
  text.object(members);
  if (text.has("default")) {
    if (const std::string* const constant = text["default"].text("a text")) {
      rule.constant = *constant;
    }
  }
  if (text.has("at") || text.has("of") || !text.has("param")) {
    rule.from = read_at(text, context);
  }
  if (text.has("param")) {
    read_parameter(text["param"], context, rule);
  }
  if (text.has("case")) {
    rule.upper_case = text["case"].word(upper).has_value();
  }
  return rule;
}

KindRule read_kind(const Member& kind, const OperationContext& context) {
  static constexpr std::array members{"at"sv, "of"sv, "map"sv, "bySign"sv};
  static constexpr std::array signs{"positive"sv, "negative"sv};
  KindRule rule;
  if (!kind.is(Node::Type::object)) {
    rule.constant = read_kind_name(kind).value_or(Kind::other);
    return rule;
  }
  kind.object(members);
  static constexpr std::array forms{"map"sv, "bySign"sv};
  const auto form = kind.only_one(forms);
  if (kind.has("at") || kind.has("of") || form == "map") {
    rule.from = read_at(kind, context);
  }
  if (form == "bySign") {
    rule.form = KindRule::Form::by_sign;
    const Member by_sign = kind["bySign"];
    if (by_sign.object(signs)) {
      rule.positive = read_kind_name(by_sign["positive"]).value_or(rule.positive);
      rule.negative = read_kind_name(by_sign["negative"]).value_or(rule.negative);
    }
  } else if (form == "map" && kind["map"].map()) {
    rule.form = KindRule::Form::mapped;
    for (const Member& word : kind["map"].items()) {
      if (const auto name = read_kind_name(word)) {
        rule.map.emplace(word.key(), *name);
      }
    }
  }
  return rule;
}

AmountRule read_amount(const Member& amount, const OperationContext& context) {
  AmountRule rule;
  if (!amount.is(Node::Type::object)) {
    if (amount.is(Node::Type::string)) {
      rule.terms.push_back(read_sources(amount, context));
    } else {
      amount.expected(R"(a JSON Pointer, or an object with "at", "in" and "out", or "sum")");
    }
    return rule;
  }
  read_terms(amount, context, rule);
  rule.sign = read_sign(amount["sign"], context);
  rule.minor = read_minor(amount["minor"]);
  return rule;
}

void check_minor_unit(const Member& amount, const AmountRule& rule, const TextRule& unit) {
  if (rule.minor.form != MinorRule::Form::iso4217 || !unit.from.empty() || unit.parameter ||
      !unit.constant || minor_digits(*unit.constant) ||
      std::ranges::contains(rule.minor.exceptions, *unit.constant, &UnitDigits::unit)) {
    return;
  }
  amount["minor"].expected(joined({"a number of digits, for the unit ", quoted(*unit.constant),
                                   " is no currency of ISO 4217"}));
}

}  // namespace creditkit
