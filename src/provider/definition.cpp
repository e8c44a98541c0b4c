#include "provider/definition.hpp"

#include <array>
#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::string_view base_url_form =
    "an absolute http or https URL without user name, query and fragment";

/// The key's text has one place in the format and no other braces.
bool is_key_format(std::string_view text) {
  std::string_view rest = text;
  std::string_view name;
  return next_placeholder(rest, name) && name == "key" && !rest.contains('{') &&
         !rest.contains('}') && is_header_value(text);
}

constexpr Field auth_fields[] = {{"header"}, {"format"}, {"query"}, {"basic"}};

void read_auth(const Member& auth, void* into, const Field& /*field*/) {
  auto& rule = as<AuthRule>(into);
  // In the order of AuthRule::Place, which has "none" before them.
  constexpr Names places = "header|query|basic";
  if (auth.is(Node::Type::null) || !auth.object(auth_fields, nullptr)) {
    return;
  }
  const std::string_view place = auth.only_one(places);
  const Member format = auth["format"];
  if (format.given() && place != "header") {
    format.expected(R"(nothing, for only "header" has a format)");
  }
  if (place.empty()) {
    return;
  }
  rule.place = static_cast<AuthRule::Place>(index_of(place, places) + 1);
  rule.format = "{key}";
  const Member value = auth[place];
  if (rule.place == AuthRule::Place::header) {
    value.text(rule.name, header_name_form, is_settable_header);
    if (format.given()) {
      format.text(rule.format,
                  R"(a text of printable ASCII with "{key}" once, such as "Bearer {key}")",
                  is_key_format);
    }
  } else if (rule.place == AuthRule::Place::query) {
    value.text(rule.name, parameter_name_form, is_parameter_name);
  } else {
    value.text(rule.format, R"(user name and password with "{key}" once, such as "{key}:")",
               is_key_format);
  }
}

void read_base_url(const Member& base_url, const Settings& settings, std::string_view& rule) {
  Bindings& bindings = *base_url.reading().bindings;
  if (base_url.given()) {
    expand(base_url,
           {.what = base_url_form, .check = is_base_url, .value = is_url_part, .certain = true},
           rule);
  } else if (settings.base_url.empty()) {
    bindings.refuse("baseUrl", "the base URL is required: the definition has none");
  }
  if (!settings.base_url.empty()) {
    if (!is_base_url(settings.base_url)) {
      bindings.refuse("baseUrl", "the base URL must be @", base_url_form);
    }
    rule = base_url.arena().text(settings.base_url);
  }
  if (rule.ends_with('/')) {
    rule.remove_suffix(1);
  }
}

/// Operation: only one page of entitlements is read.
void read_operation_paging(const Member& paging, void* into, const Field& field) {
  auto& rule = as<Operation>(into);
  read_paging(paging, &rule.paging, field);
  if (rule.kind == OperationKind::entitlements && rule.paging.kind != PagingRule::Kind::none) {
    paging["kind"].expected(R"("none")");
  }
}

constexpr std::uint8_t of(OperationKind kind) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}
constexpr std::uint8_t history = of(OperationKind::history);
constexpr std::uint8_t balance = of(OperationKind::balance);
constexpr std::uint8_t entitlements = of(OperationKind::entitlements);

/// What holds for an operation: its own, or else the provider's.
constexpr Field outcome_fields[] = {
    {"success", read_success, offsetof(Operation, success)},
    {"error", read_error, offsetof(Operation, error)},
};
constexpr Field operation_fields[] = {
    {"request", read_request, offsetof(Operation, request), Field::always},
    outcome_fields[0],
    outcome_fields[1],
    {"rows", read_rows, offsetof(Operation, rows), Field::always, {}, history | entitlements},
    {"paging", read_operation_paging, 0, Field::optional, {}, history | entitlements},
    {"entry", read_entry, offsetof(Operation, entry), Field::always, {}, history},
    {"entitlement",
     read_entitlement,
     offsetof(Operation, entitlement),
     Field::always,
     {},
     entitlements},
    {"balance", read_balance, offsetof(Operation, balance), Field::optional, {}, history},
    {"balance", read_balance, offsetof(Operation, balance), Field::always, {}, balance},
};

/// const Operation*; `what` is the place of its kind.
void read_operation(const Member& operation, void* into, OperationKind kind, const Member& provider,
                    const AuthRule& auth) {
  Operation& rule = operation.arena().one<Operation>();
  rule.kind = kind;
  Reading& reading = operation.reading();
  reading.base = Scope::body;
  reading.has_key = false;
  reading.has_parent = false;
  for (const Field& field : outcome_fields) {
    if (const Member member = provider[field.name]; member.given()) {
      field.read(member, reinterpret_cast<char*>(&rule) + field.offset, field);
    }
  }
  if (operation.object(operation_fields, &rule, static_cast<unsigned>(kind))) {
    check_claims(provider, operation, rule, auth);
  }
  as<const Operation*>(into) = &rule;
}

constexpr Field operations_fields[] = {{"history"}, {"balance"}, {"entitlements"}};

void read_operations(const Member& provider, Plan& plan) {
  const Member operations = provider["operations"];
  if (!operations.object(operations_fields, nullptr)) {
    return;
  }
  if (!operations.first().given()) {
    operations.expected("at least one operation");
  }
  const std::array<const Operation**, 3> rules{&plan.history, &plan.balance, &plan.entitlements};
  for (std::size_t kind = 0; kind < rules.size(); ++kind) {
    if (const Member operation = operations[operations_fields[kind].name]; operation.given()) {
      read_operation(operation, rules.at(kind), static_cast<OperationKind>(kind), provider,
                     plan.auth);
    }
  }
}

void read_id(const Member& id, void* into, const Field& field) {
  id.text(as<std::string_view>(into), field.what, is_provider_id);
}

void read_page(const Member& docs, void* /*into*/, const Field& field) {
  std::string_view unused;
  docs.text(unused, field.what, is_web_page);
}

constexpr Field provider_fields[] = {
    {"id", read_id, offsetof(Plan, id), Field::always,
     R"(an id: a small letter, then small letters, digits and "-")"},
    {"name", read_text, offsetof(Plan, name), Field::optional, "a text"},
    {"docs", read_page, 0, Field::optional, "the URL of a page"},
    {"baseUrl"},
    {"auth", read_auth, offsetof(Plan, auth)},
    {"params"},
    {"headers", read_headers, offsetof(Plan, headers)},
    {"success"},
    {"error"},
    {"operations"},
};

void read_provider(const Member& provider, const Settings& settings, Plan& plan) {
  Bindings& bindings = *provider.reading().bindings;
  read_bindings(provider["params"], settings, bindings);
  if (!provider.object(provider_fields, &plan)) {
    return;
  }
  read_base_url(provider["baseUrl"], settings, plan.base_url);
  Operation unused;  // each operation reads them into its own; here for their faults
  for (const Field& field : outcome_fields) {
    if (const Member member = provider[field.name]; member.given()) {
      field.read(member, reinterpret_cast<char*>(&unused) + field.offset, field);
    }
  }
  read_operations(provider, plan);
  plan.fingerprint = provider.node().fingerprint();
}

}  // namespace

std::expected<Plan, CompileFailure> compile_definition(std::string_view json_text,
                                                       const Settings& settings) {
  std::expected<Plan, CompileFailure> result;
  Faults faults{result->memory};
  Bindings bindings;
  Reading reading{.faults = &faults, .bindings = &bindings};
  if (const Node* const root = parse_definition(json_text, faults)) {
    read_provider(Member{*root, reading}, settings, *result);
  }
  if (!faults.empty()) {
    result = std::unexpected{CompileFailure{.faults = faults.take(), .parameter = std::nullopt}};
  } else if (bindings.error) {
    result = std::unexpected{CompileFailure{.faults = {}, .parameter = std::move(bindings.error)}};
  }
  return result;
}

std::vector<DefinitionFault> check_definition(std::string_view json_text) {
  auto compiled = compile_definition(json_text, {});
  return compiled ? std::vector<DefinitionFault>{} : std::move(compiled.error().faults);
}

}  // namespace creditkit
