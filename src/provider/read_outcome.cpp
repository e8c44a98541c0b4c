#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// In the order of Refusal.
constexpr const char* refusals =
    "other|authentication|permission|notFound|rateLimit|cursor|temporary";

void check_true(Member word, void* /*into*/, const Field& /*field*/) { word.just_true(); }

constexpr Part equals_part = part_of<Scalar>(Part::Form::some, {.read = read_scalar}, "values");

/// In the order of Condition::Test.
constexpr const char* tests = "equals|absent|empty|present";
constexpr Field condition_fields[] = {
    {.name = "at", .read = read_pointer, .offset = offsetof(Condition, at), .need = Field::always},
    {.name = "equals",
     .read = read_part,
     .offset = offsetof(Condition, values),
     .part = &equals_part},
    {.name = "absent", .read = check_true},
    {.name = "empty", .read = check_true},
    {.name = "present", .read = check_true},
};

/// Condition
void read_condition(Member condition, void* into, const Field& /*field*/) {
  if (condition.object(condition_fields, into)) {
    as<Condition>(into).test = static_cast<Condition::Test>(condition.only_one(tests));
  }
}
// An empty list stands for none: it takes the provider's own conditions away from one operation.
constexpr Part conditions_part = part_of<Condition>(Part::Form::some, {.read = read_condition});

/// ErrorRule
void read_correlation_id(Member id, void* into, const Field& field) {
  auto& rule = as<ErrorRule>(into);
  if (id.is(Node::Type::object)) {
    read_header_name(id, rule.correlation_header);
  } else {
    read_pointers(id, &rule.correlation_id, field);
  }
}

constexpr Part codes_part = part_of<CodeMeaning>(
    Part::Form::map,
    {.read = read_word, .offset = offsetof(CodeMeaning, refusal), .words = refusals});

constexpr Field error_fields[] = {
    {.name = "message", .read = read_pointers, .offset = offsetof(ErrorRule, message)},
    {.name = "code", .read = read_pointers, .offset = offsetof(ErrorRule, code)},
    {.name = "correlationId", .read = read_correlation_id},
    {.name = "codes", .read = read_part, .offset = offsetof(ErrorRule, codes), .part = &codes_part},
};

constexpr TextForm any_header{.what = "a header's name", .characters = token_characters};

constexpr Field header_fields[] = {
    {.name = "header", .read = read_text, .need = Field::always, .text = &any_header}};

}  // namespace

void read_header_name(Member holder, std::string_view& name) {
  holder.object(header_fields, &name);
}

void read_success(Member success, void* into, const Field& /*field*/) {
  read_part(success, into, conditions_part);
}

void read_error(Member error, void* into, const Field& /*field*/) {
  auto& rule = as<ErrorRule>(into);
  rule = {};
  if (error.object(error_fields, &rule) && error["codes"].is(Node::Type::object) &&
      !error.has("code")) {
    error["code"].expected(R"(where to find the code that "codes" explains)");
  }
}

}  // namespace creditkit
