#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

/// In the order of Kind.
constexpr const char* kinds =
    "grant|purchase|usage|overage|expiry|revocation|refund|adjustment|transfer|other";

/// What an amount is counted in where the definition does not say.
constexpr std::string_view usual_unit = "credits";

/// The request's parameter of that name, or else the client's own value, which is a constant.
void read_parameter(Member name, void* into, const Field& field) {
  auto& rule = as<TextRule>(into);
  std::string_view text;
  if (!name.text(text, *field.text)) {
    return;
  }
  const Reading& reading = name.reading();
  if (parameter_named(text, *reading.request) != nullptr) {
    rule.parameter = text;
  } else if (const BoundParameter* const bound = reading.bindings->find(text)) {
    rule.constant = bound->value.empty() ? rule.constant : bound->value;
  } else {
    name.expected("the name of a parameter of this request or of the client");
  }
}

/// bool
void read_case(Member letters, void* into, const Field& field) {
  as<bool>(into) = letters.word(field.words) == 0;
}

constexpr TextForm some_parameter{.what = "a parameter's name"};

constexpr Field text_fields[] = {
    {.name = "at"},
    {.name = "of"},
    {.name = "default",
     .read = read_text,
     .offset = offsetof(TextRule, constant),
     .text = &plain_text},
    {.name = "param", .read = read_parameter, .text = &some_parameter},
    {.name = "case", .read = read_case, .offset = offsetof(TextRule, upper_case), .words = "upper"},
};

constexpr Field by_sign_fields[] = {
    {.name = "positive",
     .read = read_word,
     .offset = offsetof(KindRule, positive),
     .need = Field::always,
     .words = kinds},
    {.name = "negative",
     .read = read_word,
     .offset = offsetof(KindRule, negative),
     .need = Field::always,
     .words = kinds},
};

constexpr Fields by_sign_object{by_sign_fields};

constexpr Part kind_map_part = part_of<KindWord>(
    Part::Form::map, {.read = read_word, .offset = offsetof(KindWord, kind), .words = kinds});

constexpr Field kind_fields[] = {
    {.name = "at"},
    {.name = "of"},
    {.name = "map", .read = read_part, .offset = offsetof(KindRule, map), .part = &kind_map_part},
    {.name = "bySign", .read = read_object, .fields = &by_sign_object},
};

constexpr Field sign_fields[] = {
    {.name = "of", .read = read_of, .need = Field::always},
    {.name = "at",
     .read = read_source,
     .offset = offsetof(SignRule, member),
     .need = Field::always},
    {.name = "positive",
     .read = read_scalars,
     .offset = offsetof(SignRule, positive),
     .need = Field::always},
    {.name = "negative",
     .read = read_scalars,
     .offset = offsetof(SignRule, negative),
     .need = Field::always},
};

/// SignRule
void read_sign(Member sign, void* into, const Field& /*field*/) {
  auto& rule = as<SignRule>(into);
  if (!sign.is(Node::Type::object)) {
    sign.word("asIs|negate", rule.form);
    return;
  }
  rule.form = SignRule::Form::by_member;
  sign.object(sign_fields, &rule);
  for (const Scalar& value : rule.negative) {
    if (is_one_of(value, rule.positive)) {
      sign["negative"].expected(R"(no value that is in "positive" too)");
      return;
    }
  }
}

void read_digits(Member member, std::uint8_t& digits) {
  std::uint32_t value = 0;
  member.integer(value, 0, Decimal::max_scale);
  digits = static_cast<std::uint8_t>(value);
}

/// UnitDigits
void read_exception(Member digits, void* into, const Field& /*field*/) {
  if (digits.key().size() != 3 || !consists_of(digits.key(), "AZ")) {
    digits.name_expected("the code of a currency");
  }
  read_digits(digits, as<UnitDigits>(into).digits);
}
constexpr Part exceptions_part = part_of<UnitDigits>(Part::Form::map, {.read = read_exception});

/// Faults "iso4217" where the unit can only be something else.
void check_minor_unit(Member minor, const MinorRule& rule) {
  const TextRule& unit = *minor.reading().unit;
  if (unit.from.empty() && unit.parameter.empty() && !unit.constant.empty() &&
      !rule.digits_of(unit.constant)) {
    minor.expected("a number of digits, for the unit % is no currency of ISO 4217", unit.constant);
  }
}

/// MinorRule
void read_minor(Member minor, void* into, const Field& /*field*/) {
  auto& rule = as<MinorRule>(into);
  if (minor.is(Node::Type::number)) {
    rule.form = MinorRule::Form::fixed;
    read_digits(minor, rule.digits);
    return;
  }
  const bool exceptions = minor.is(Node::Type::object);
  if (!exceptions && !minor.is_text("iso4217")) {
    minor.expected(R"("iso4217", a number of digits or an object with exceptions)");
    return;
  }
  rule.form = MinorRule::Form::iso4217;
  if (exceptions) {
    read_part(minor, &rule.exceptions, exceptions_part);
  }
  check_minor_unit(minor, rule);
}

/// By AmountRule::Form.
constexpr std::uint8_t of(AmountRule::Form form) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(form));
}
constexpr std::uint8_t member = of(AmountRule::Form::member);
constexpr std::uint8_t in_out = of(AmountRule::Form::in_out);
constexpr std::uint8_t sum = of(AmountRule::Form::sum);
constexpr Field amount_fields[] = {
    {.name = "at", .forms = member},
    {.name = "of", .forms = member},
    {.name = "in", .forms = member | in_out},
    {.name = "out", .forms = member | in_out},
    {.name = "sum", .forms = member | sum},
    {.name = "sign",
     .read = read_sign,
     .offset = offsetof(AmountRule, sign),
     .forms = member | sum},
    {.name = "minor", .read = read_minor, .offset = offsetof(AmountRule, minor)},
};

constexpr Part terms_part = part_of<Sources>(Part::Form::list, {.read = read_sources}, "paths");

void read_terms(Member amount, AmountRule& rule) {
  if (amount.has("sum")) {
    rule.form = AmountRule::Form::sum;
    read_part(amount["sum"], &rule.terms, terms_part);
    return;
  }
  const bool two = amount.has("in") || amount.has("out");
  const auto terms = amount.arena().list<Sources>(2);
  rule.terms = terms.first(two ? 2 : 1);
  if (two) {
    rule.form = AmountRule::Form::in_out;
    read_sources(amount["in"], terms.front());
    read_sources(amount["out"], terms.back());
  } else if (amount.is(Node::Type::object)) {
    read_at(amount, terms.front());
  } else {
    read_sources(amount, terms.front());
  }
}

constexpr TextForm text_or_rule{.what = R"(a text, or an object with "at" or "param")"};
constexpr AmountRule maybe_an_amount{.optional = true};

}  // namespace

void read_text_rule(Member text, void* into, const Field& /*field*/) {
  auto& rule = as<TextRule>(into);
  if (!text.is(Node::Type::object)) {
    text.text(rule.constant, text_or_rule);
    return;
  }
  text.object(text_fields, &rule);
  if (text.has("at") || text.has("of") || !text.has("param")) {
    read_at(text, rule.from);
  }
}

void read_unit(Member unit, void* into, const Field& field) {
  auto& rule = as<TextRule>(into);
  if (unit.given()) {
    read_text_rule(unit, into, field);
  } else if (rule.from.empty() && rule.parameter.empty() && rule.constant.empty()) {
    rule.constant = usual_unit;
  }
  unit.reading().unit = &rule;
}

void read_kind(Member kind, void* into, const Field& /*field*/) {
  auto& rule = as<KindRule>(into);
  if (!kind.is(Node::Type::object)) {
    kind.word(kinds, rule.constant);
    return;
  }
  // In the order of KindRule::Form, which has "constant" before them.
  rule.form = static_cast<KindRule::Form>(kind.only_one("map|bySign") + 1);
  if (kind.has("at") || kind.has("of") || rule.form == KindRule::Form::mapped) {
    read_at(kind, rule.from);
  }
  kind.object(kind_fields, &rule);
}

void read_amount(Member amount, void* into, const Field& /*field*/) {
  auto& rule = as<AmountRule>(into);
  const bool object = amount.is(Node::Type::object);
  if (!object && !amount.is(Node::Type::string)) {
    amount.expected(R"(a JSON Pointer, or an object with "at", "in" and "out", or "sum")");
    return;
  }
  read_terms(amount, rule);
  if (object) {
    amount.object(amount_fields, &rule, static_cast<int>(rule.form));
  }
}

constexpr Part amount_ref =
    part_of<AmountRule>(Part::Form::one, {.read = read_amount}, {}, maybe_an_amount);

}  // namespace creditkit
