#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// In the order of Refusal.
constexpr Names refusals = "other|authentication|permission|notFound|rateLimit|cursor|temporary";

/// In the order of Condition::Test.
constexpr Names tests = "equals|absent|empty|present";
constexpr Field condition_fields[] = {
    {"at", read_pointer, offsetof(Condition, at), Field::always},
    {"equals"},
    {"absent"},
    {"empty"},
    {"present"},
};

void read_condition(const Member& condition, Condition& rule) {
  if (!condition.object(condition_fields, &rule)) {
    return;
  }
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

/// ErrorRule
void read_correlation_id(const Member& id, void* into, const Field& field) {
  auto& rule = as<ErrorRule>(into);
  if (id.is(Node::Type::object)) {
    read_header_name(id, rule.correlation_header);
  } else {
    read_pointers(id, &rule.correlation_id, field);
  }
}

/// std::span<const CodeMeaning>
void read_codes(const Member& codes, void* into, const Field& /*field*/) {
  if (!codes.map()) {
    return;
  }
  const auto meanings = codes.arena().list<CodeMeaning>(codes.size());
  Member item = codes.first();
  for (CodeMeaning& meaning : meanings) {
    meaning.code = item.key();
    item.word(refusals, meaning.refusal);
    item = item.next();
  }
  as<std::span<const CodeMeaning>>(into) = meanings;
}

constexpr Field error_fields[] = {
    {"message", read_pointers, offsetof(ErrorRule, message)},
    {"code", read_pointers, offsetof(ErrorRule, code)},
    {"correlationId", read_correlation_id},
    {"codes", read_codes, offsetof(ErrorRule, codes)},
};

/// std::string_view
void read_any_header(const Member& name, void* into, const Field& /*field*/) {
  auto& rule = as<std::string_view>(into);
  if (name.text(rule, "a header's name", is_header_name)) {
    rule = lower_case(name.arena(), rule);
  }
}

constexpr Field header_fields[] = {{"header", read_any_header, 0, Field::always}};

}  // namespace

void read_header_name(const Member& holder, std::string_view& name) {
  holder.object(header_fields, &name);
}

void read_success(const Member& success, void* into, const Field& /*field*/) {
  // An empty list stands for none: it takes the provider's own conditions away from one operation.
  const auto conditions = success.arena().list<Condition>(count_of(success));
  Member item = first_of(success);
  for (Condition& condition : conditions) {
    read_condition(item, condition);
    item = item.next();
  }
  as<std::span<const Condition>>(into) = conditions;
}

void read_error(const Member& error, void* into, const Field& /*field*/) {
  auto& rule = as<ErrorRule>(into);
  rule = {};
  if (error.object(error_fields, &rule) && error["codes"].is(Node::Type::object) &&
      !error.has("code")) {
    error["code"].expected(R"(where to find the code that "codes" explains)");
  }
}

}  // namespace creditkit
