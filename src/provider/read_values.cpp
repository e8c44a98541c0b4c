#include <algorithm>

#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/currency.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

/// In the order of Kind.
constexpr Names kinds =
    "grant|purchase|usage|overage|expiry|revocation|refund|adjustment|transfer|other";

/// What an amount is counted in where the definition does not say.
constexpr std::string_view usual_unit = "credits";

/// The request's parameter of that name, or else the client's own value, which is a constant.
void read_parameter(const Member& name, void* into, const Field& field) {
  auto& rule = as<TextRule>(into);
  std::string_view text;
  if (!name.text(text, field.what)) {
    return;
  }
  const Reading& reading = name.reading();
  if (std::ranges::contains(reading.request->parameters, text, &ParameterRule::name)) {
    rule.parameter = text;
  } else if (const BoundParameter* const bound = reading.bindings->find(text)) {
    rule.constant = bound->value.empty() ? rule.constant : bound->value;
  } else {
    name.expected("the name of a parameter of this request or of the client");
  }
}

/// bool
void read_case(const Member& letters, void* into, const Field& field) {
  as<bool>(into) = letters.word(field.what) == 0;
}

constexpr Field text_fields[] = {
    {"at"},
    {"of"},
    {"default", read_text, offsetof(TextRule, constant), Field::optional, "a text"},
    {"param", read_parameter, 0, Field::optional, "a parameter's name"},
    {"case", read_case, offsetof(TextRule, upper_case), Field::optional, "upper"},
};

constexpr Field by_sign_fields[] = {
    {"positive", read_word, offsetof(KindRule, positive), Field::always, kinds},
    {"negative", read_word, offsetof(KindRule, negative), Field::always, kinds},
};

void read_kind_map(const Member& map, KindRule& rule) {
  if (!map.map()) {
    return;
  }
  const auto words = map.arena().list<KindWord>(map.size());
  Member word = map.first();
  for (KindWord& read : words) {
    read.word = word.key();
    word.word(kinds, read.kind);
    word = word.next();
  }
  rule.form = KindRule::Form::mapped;
  rule.map = words;
}

constexpr Field kind_fields[] = {
    {"at"},
    {"of"},
    {"map"},
    {"bySign"},
};

/// std::span<const Scalar>
void read_values(const Member& values, void* into, const Field& /*field*/) {
  read_scalars(values, as<std::span<const Scalar>>(into));
}

constexpr Field sign_fields[] = {
    {"at"},
    {"of"},
    {"positive", read_values, offsetof(SignRule, positive), Field::always},
    {"negative", read_values, offsetof(SignRule, negative), Field::always},
};

/// SignRule
void read_sign(const Member& sign, void* into, const Field& /*field*/) {
  auto& rule = as<SignRule>(into);
  if (!sign.is(Node::Type::object)) {
    sign.word("asIs|negate", rule.form);
    return;
  }
  rule.form = SignRule::Form::by_member;
  Sources sources;
  if (sign["at"].is(Node::Type::array)) {
    sign["at"].expected("one path");
  } else {
    read_at(sign, sources);
    rule.member = sources.front();
  }
  sign.object(sign_fields, &rule);
  for (const Scalar& value : rule.negative) {
    if (std::ranges::any_of(rule.positive,
                            [&value](const Scalar& other) { return equal(value, other); })) {
      sign["negative"].fault(R"(expected no value that is in "positive" too, found one)");
      return;
    }
  }
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_digits(const Member& member, std::uint8_t& digits) {
  std::uint32_t value = 0;
  member.integer(value, 0, Decimal::max_scale);
  digits = static_cast<std::uint8_t>(value);
}

/// Faults "iso4217" where the unit can only be something else.
void check_minor_unit(const Member& minor, const MinorRule& rule) {
  const TextRule& unit = *minor.reading().unit;
  if (unit.from.empty() && unit.parameter.empty() && !unit.constant.empty() &&
      !minor_digits(unit.constant) &&
      !std::ranges::contains(rule.exceptions, unit.constant, &UnitDigits::unit)) {
    minor.expected("a number of digits, for the unit % is no currency of ISO 4217", unit.constant);
  }
}

/// MinorRule
void read_minor(const Member& minor, void* into, const Field& /*field*/) {
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
  const auto read = minor.arena().list<UnitDigits>(exceptions && minor.map() ? minor.size() : 0);
  Member digits = minor.first();
  for (UnitDigits& exception : read) {
    if (!is_currency_code(digits.key())) {
      digits.name_expected("the code of a currency");
    }
    exception.unit = digits.key();
    read_digits(digits, exception.digits);
    digits = digits.next();
  }
  rule.exceptions = read;
  check_minor_unit(minor, rule);
}

/// By AmountRule::Form.
constexpr Field amount_fields[] = {
    {"at", nullptr, 0, Field::optional, {}, 0b001},
    {"of", nullptr, 0, Field::optional, {}, 0b001},
    {"in", nullptr, 0, Field::optional, {}, 0b011},
    {"out", nullptr, 0, Field::optional, {}, 0b011},
    {"sum", nullptr, 0, Field::optional, {}, 0b101},
    {"sign", read_sign, offsetof(AmountRule, sign), Field::optional, {}, 0b101},
    {"minor", read_minor, offsetof(AmountRule, minor)},
};

void read_terms(const Member& amount, AmountRule& rule) {
  const Member sum = amount["sum"];
  const bool in_out = !sum.given() && (amount.has("in") || amount.has("out"));
  const auto terms = amount.arena().list<Sources>(sum.given() ? sum.size() : in_out ? 2 : 1);
  rule.terms = terms;
  if (sum.given()) {
    rule.form = AmountRule::Form::sum;
    if (sum.list("paths")) {
      Member path = sum.first();
      for (Sources& term : terms) {
        read_sources(path, term);
        path = path.next();
      }
    }
  } else if (in_out) {
    rule.form = AmountRule::Form::in_out;
    read_sources(amount["in"], terms.front());
    read_sources(amount["out"], terms.back());
  } else {
    read_at(amount, terms.front());
  }
}

}  // namespace

void read_text_rule(const Member& text, void* into, const Field& /*field*/) {
  auto& rule = as<TextRule>(into);
  if (!text.is(Node::Type::object)) {
    text.text(rule.constant, R"(a text, or an object with "at" or "param")");
    return;
  }
  text.object(text_fields, &rule);
  if (text.has("at") || text.has("of") || !text.has("param")) {
    read_at(text, rule.from);
  }
}

void read_unit(const Member& unit, void* into, const Field& field) {
  auto& rule = as<TextRule>(into);
  if (unit.given()) {
    read_text_rule(unit, into, field);
  } else if (rule.from.empty() && rule.parameter.empty() && rule.constant.empty()) {
    rule.constant = usual_unit;
  }
  unit.reading().unit = &rule;
}

void read_kind(const Member& kind, void* into, const Field& /*field*/) {
  auto& rule = as<KindRule>(into);
  if (!kind.is(Node::Type::object)) {
    kind.word(kinds, rule.constant);
    return;
  }
  const std::string_view form = kind.only_one("map|bySign");
  if (kind.has("at") || kind.has("of") || form == "map") {
    read_at(kind, rule.from);
  }
  kind.object(kind_fields, &rule);
  if (form == "map") {
    read_kind_map(kind[form], rule);
  } else if (form == "bySign") {
    rule.form = KindRule::Form::by_sign;
    kind[form].object(by_sign_fields, &rule);
  }
}

void read_amount(const Member& amount, void* into, const Field& /*field*/) {
  auto& rule = as<AmountRule>(into);
  if (amount.is(Node::Type::object)) {
    read_terms(amount, rule);
    amount.object(amount_fields, &rule, static_cast<unsigned>(rule.form));
  } else if (amount.is(Node::Type::string)) {
    const auto terms = amount.arena().list<Sources>(1);
    read_sources(amount, terms.front());
    rule.terms = terms;
  } else {
    amount.expected(R"(a JSON Pointer, or an object with "at", "in" and "out", or "sum")");
  }
}

void read_amount_ref(const Member& amount, void* into, const Field& field) {
  AmountRule& rule = amount.arena().one<AmountRule>();
  read_amount(amount, &rule, field);
  rule.optional = true;
  as<const AmountRule*>(into) = &rule;
}

}  // namespace creditkit
