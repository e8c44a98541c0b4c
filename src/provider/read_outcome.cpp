#include <array>
#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

constexpr std::array refusal_words{
    word("authentication", Refusal::authentication),
    word("permission", Refusal::permission),
    word("notFound", Refusal::not_found),
    word("rateLimit", Refusal::rate_limit),
    word("cursor", Refusal::cursor),
    word("temporary", Refusal::temporary),
    word("other", Refusal::other),
};

Condition read_condition(const Member& condition) {
  static constexpr std::array tests{"equals"sv, "absent"sv, "empty"sv, "present"sv};
  static constexpr std::array members{"at"sv, "equals"sv, "absent"sv, "empty"sv, "present"sv};
  Condition rule;
  if (!condition.object(members)) {
    return rule;
  }
  rule.at = read_pointer(condition["at"]).value_or(Pointer{});
  const auto test = condition.only_one(tests);
  if (!test) {
    return rule;
  }
  const Member value = condition[*test];
  if (*test != "equals") {
    value.just_true();
    if (*test != "present") {
      rule.test = *test == "absent" ? Condition::Test::absent : Condition::Test::empty;
    }
    return rule;
  }
  rule.test = Condition::Test::equals;
  if (value.is(Node::Type::array)) {
    rule.values = read_scalars(value);
  } else if (auto scalar = read_scalar(value)) {
    rule.values.push_back(*std::move(scalar));
  }
  return rule;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c + ('a' - 'A'));
    }
  }
  return text;
}

}  // namespace

std::string read_header_name(const Member& holder) {
  static constexpr std::array members{"header"sv};
  if (!holder.object(members)) {
    return {};
  }
  const std::string* const name = holder["header"].text("a header's name", is_header_name);
  return name != nullptr ? lower_case(*name) : std::string{};
}

std::vector<Condition> read_success(const Member& success) {
  std::vector<Condition> conditions;
  if (!success.is(Node::Type::array)) {
    conditions.push_back(read_condition(success));
    return conditions;
  }
  // An empty list stands for none: it takes the provider's own conditions away from one operation.
  for (const Member& condition : success.items()) {
    conditions.push_back(read_condition(condition));
  }
  return conditions;
}

ErrorRule read_error(const Member& error) {
  static constexpr std::array members{"message"sv, "code"sv, "correlationId"sv, "codes"sv};
  ErrorRule rule;
  if (!error.object(members)) {
    return rule;
  }
  if (error.has("message")) {
    rule.message = read_pointers(error["message"]);
  }
  if (error.has("code")) {
    rule.code = read_pointers(error["code"]);
  }
  if (const Member id = error["correlationId"]; id.is(Node::Type::object)) {
    rule.correlation_header = read_header_name(id);
  } else if (id.given()) {
    rule.correlation_id = read_pointers(id);
  }
  const Member codes = error["codes"];
  if (!codes.given() || !codes.map()) {
    return rule;
  }
  if (!error.has("code")) {
    error["code"].expected(R"(where to find the code that "codes" explains)");
  }
  for (const Member& code : codes.items()) {
    if (const auto word = code.word(refusal_words)) {
      rule.codes.emplace(code.key(), static_cast<Refusal>(*word));
    }
  }
  return rule;
}

}  // namespace creditkit
