#include "provider/parameter.hpp"

#include <array>
#include <cstddef>

#include "json/text.hpp"
#include "provider/member.hpp"

namespace creditkit {
namespace {

using Type = ParameterRule::Type;

/// What fits without more conditions, in the order of Type.
constexpr std::array by_type{"a text that is not empty and has no control characters", "an integer",
                             "a number", "true or false"};

bool is_of_type(const Scalar& value, Type type) {
  if (type == Type::string) {
    return value.type == TokenType::string && consists_of(value.text, printable);
  }
  if (type == Type::boolean) {
    return value.type == TokenType::boolean_true || value.type == TokenType::boolean_false;
  }
  Decimal number;
  return value.type == TokenType::number && parse_number(value.text, false, number) &&
         // Sent as it is written: to most servers 1e21 and 5.0 are no integers.
         (type != Type::integer || value.text.find_first_of(".eE") == std::string_view::npos);
}

}  // namespace

const ParameterRule* parameter_named(std::string_view name, const RequestRule& request) {
  for (const ParameterRule& parameter : request.parameters) {
    if (parameter.name == name) {
      return &parameter;
    }
  }
  return nullptr;
}

bool parse_number(std::string_view text, bool whole, Decimal& number) {
  const auto read = Decimal::parse(text);
  number = read.value_or(Decimal{});
  return read && (!whole || number.drop_fraction());
}

int compare_numbers(std::string_view left, std::string_view right) {
  Decimal a;
  Decimal b;
  if (!parse_number(left, false, a) || !parse_number(right, false, b)) {
    return 1;
  }
  const auto order = compare(a, b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

bool equal(const Scalar& left, const Scalar& right) {
  return left.type == right.type &&
         (left.text == right.text ||
          (left.type == TokenType::number && compare_numbers(left.text, right.text) == 0));
}

bool is_one_of(const Scalar& value, std::span<const Scalar> values) {
  for (const Scalar& other : values) {
    if (equal(value, other)) {
      return true;
    }
  }
  return false;
}

bool fits(const ParameterRule& rule, const Scalar& value) {
  if (!is_of_type(value, rule.type) || (!rule.allowed.empty() && !is_one_of(value, rule.allowed))) {
    return false;
  }
  return value.type != TokenType::number ||
         ((rule.minimum.empty() || compare_numbers(value.text, rule.minimum) >= 0) &&
          (rule.maximum.empty() || compare_numbers(value.text, rule.maximum) <= 0));
}

std::string wanted(const ParameterRule& rule) {
  std::string text;
  for (const Scalar& value : rule.allowed) {
    text += !text.empty() ? ", " : rule.allowed.size() > 1 ? "one of " : "";
    append_phrase(text, value.type == TokenType::string ? "%" : "@", {value.text});
  }
  if (text.empty()) {
    const bool least = !rule.minimum.empty();
    const bool most = !rule.maximum.empty();
    text += by_type.at(static_cast<std::size_t>(rule.type));
    append_phrase(text,
                  least && most ? " from @ to @"
                  : least       ? " of at least @"
                  : most        ? " of at most @"
                                : "",
                  {least ? rule.minimum : rule.maximum, rule.maximum});
  }
  return text;
}

}  // namespace creditkit
