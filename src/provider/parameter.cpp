#include "provider/parameter.hpp"

#include <algorithm>

#include "provider/faults.hpp"
#include "provider/member.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

bool is_of_type(const Scalar& value, ParameterRule::Type type) {
  switch (type) {
    case ParameterRule::Type::string:
      return value.type == Scalar::Type::string && !value.text.empty() &&
             !has_control_character(value.text);
    case ParameterRule::Type::boolean:
      return value.type == Scalar::Type::boolean;
    case ParameterRule::Type::integer:
    case ParameterRule::Type::number:
      break;
  }
  if (value.type != Scalar::Type::number) {
    return false;
  }
  const auto decimal = Decimal::parse(value.text);
  return decimal && (type == ParameterRule::Type::number || decimal->rescaled(0).has_value());
}

/// Tells whether `number` lies on the wrong side of `bound`; both are known to be numbers.
bool beyond(std::string_view number, std::string_view bound, bool above) {
  if (bound.empty()) {
    return false;
  }
  const auto left = Decimal::parse(number);
  const auto right = Decimal::parse(bound);
  if (!left || !right) {
    return true;
  }
  return above ? compare(*left, *right) > 0 : compare(*left, *right) < 0;
}

std::string shown(const Scalar& value) {
  switch (value.type) {
    case Scalar::Type::null:
      return "null";
    case Scalar::Type::boolean:
      return value.truth ? "true" : "false";
    case Scalar::Type::number:
      return std::string{value.text};
    case Scalar::Type::string:
      break;
  }
  std::string text;
  append_quoted(text, value.text);
  return text;
}

std::string wanted(const ParameterRule& rule) {
  if (!rule.allowed.empty()) {
    std::string text;
    for (const Scalar& value : rule.allowed) {
      text += joined({text.empty() ? "" : ", ", shown(value)});
    }
    return rule.allowed.size() == 1 ? text : "one of " + text;
  }
  std::string text;
  switch (rule.type) {
    case ParameterRule::Type::string:
      return "a text without control characters";
    case ParameterRule::Type::boolean:
      return "true or false";
    case ParameterRule::Type::integer:
      text = "an integer";
      break;
    case ParameterRule::Type::number:
      text = "a number";
      break;
  }
  if (!rule.minimum.empty()) {
    text += joined({rule.maximum.empty() ? " of at least " : " from ", rule.minimum});
  }
  if (!rule.maximum.empty()) {
    text += joined({rule.minimum.empty() ? " of at most " : " to ", rule.maximum});
  }
  return text;
}

}  // namespace

bool equal(const Scalar& left, const Scalar& right) {
  if (left.type != right.type) {
    return false;
  }
  switch (left.type) {
    case Scalar::Type::null:
      return true;
    case Scalar::Type::boolean:
      return left.truth == right.truth;
    case Scalar::Type::number: {
      const auto a = Decimal::parse(left.text);
      const auto b = Decimal::parse(right.text);
      return a && b ? compare(*a, *b) == 0 : left.text == right.text;
    }
    case Scalar::Type::string:
      break;
  }
  return left.text == right.text;
}

std::optional<std::string> misfit(const ParameterRule& rule, const Scalar& value) {
  const bool numeric =
      rule.type == ParameterRule::Type::integer || rule.type == ParameterRule::Type::number;
  const bool fits =
      is_of_type(value, rule.type) &&
      (rule.allowed.empty() ||
       std::ranges::any_of(rule.allowed,
                           [&value](const Scalar& allowed) { return equal(allowed, value); })) &&
      !(numeric &&
        (beyond(value.text, rule.minimum, false) || beyond(value.text, rule.maximum, true)));
  if (fits) {
    return std::nullopt;
  }
  return wanted(rule);
}

}  // namespace creditkit
