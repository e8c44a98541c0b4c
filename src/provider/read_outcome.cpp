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
    const auto scalars = value.arena().list<Scalar>(1);
    read_scalar(value, scalars.front());
    rule.values = scalars;
  }
}

}  // namespace

void read_header_name(const Member& holder, std::string_view& name) {
  if (holder.object("header") && holder["header"].text(name, "a header's name", is_header_name)) {
    name = lower_case(holder.arena(), name);
  }
}

void read_success(const Member& success, std::span<const Condition>& rule) {
  // An empty list stands for none: it takes the provider's own conditions away from one operation.
  const bool several = success.is(Node::Type::array);
  const auto conditions = success.arena().list<Condition>(several ? success.size() : 1);
  Member item = several ? success.first() : success;
  for (Condition& condition : conditions) {
    read_condition(item, condition);
    item = item.next();
  }
  rule = conditions;
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
  const auto meanings = codes.arena().list<CodeMeaning>(codes.size());
  Member item = codes.first();
  for (CodeMeaning& meaning : meanings) {
    meaning.code = item.key();
    item.word(refusals, meaning.refusal);
    item = item.next();
  }
  rule.codes = meanings;
}

}  // namespace creditkit
