#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// In the order of Refusal.
constexpr std::string_view refusals =
    "other|authentication|permission|notFound|rateLimit|cursor|temporary";
/// In the order of Condition::Test.
constexpr std::string_view tests = "equals|absent|empty|present";

void read_condition(const Member& condition, Condition& rule) {
  if (!condition.object("at|equals|absent|empty|present")) {
    return;
  }
  read_pointer(condition["at"], rule.at);
  const std::string_view test = condition.only_one(tests);
  if (test.empty()) {
    return;
  }
  rule.test = static_cast<Condition::Test>(index_of(test, tests));
  const Member value = condition[test];
  if (rule.test != Condition::Test::equals) {
    value.just_true();
  } else if (value.is(Node::Type::array)) {
    read_scalars(value, rule.values);
  } else {
    read_scalar(value, rule.values.emplace_back());
  }
}

}  // namespace

void read_header_name(const Member& holder, std::string& name) {
  if (holder.object("header")) {
    holder["header"].text(name, "a header's name", is_header_name);
  }
  lower_case(name);
}

void read_success(const Member& success, std::vector<Condition>& conditions) {
  conditions.clear();
  if (!success.is(Node::Type::array)) {
    read_condition(success, conditions.emplace_back());
    return;
  }
  // An empty list stands for none: it takes the provider's own conditions away from one operation.
  for (Member condition = success.first(); condition.given(); condition = condition.next()) {
    read_condition(condition, conditions.emplace_back());
  }
}

void read_error(const Member& error, ErrorRule& rule) {
  rule = {};
  if (!error.object("message|code|correlationId|codes")) {
    return;
  }
  if (const Member message = error["message"]; message.given()) {
    read_pointers(message, rule.message);
  }
  const Member code = error["code"];
  if (code.given()) {
    read_pointers(code, rule.code);
  }
  if (const Member id = error["correlationId"]; id.is(Node::Type::object)) {
    read_header_name(id, rule.correlation_header);
  } else if (id.given()) {
    read_pointers(id, rule.correlation_id);
  }
  const Member codes = error["codes"];
  if (!codes.given() || !codes.map()) {
    return;
  }
  if (!code.given()) {
    code.expected(R"(where to find the code that "codes" explains)");
  }
  for (Member item = codes.first(); item.given(); item = item.next()) {
    item.word(refusals, rule.codes[std::string{item.key()}]);
  }
}

}  // namespace creditkit
