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
  const auto names = placeholders(text);
  return names && names->size() == 1 && names->front() == "key" && is_header_value(text);
}

void read_auth(const Member& auth, AuthRule& rule) {
  // In the order of AuthRule::Place, which has "none" before them.
  constexpr std::string_view places = "header|query|basic";
  if (!auth.given() || auth.is(Node::Type::null) || !auth.object("header|format|query|basic")) {
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

void read_base_url(const Member& base_url, const Settings& settings, Bindings& bindings,
                   std::string_view& rule) {
  if (base_url.given()) {
    expand(base_url,
           {.what = base_url_form, .check = is_base_url, .value = is_url_part, .certain = true},
           bindings, rule);
  } else if (settings.base_url.empty()) {
    bindings.refuse("baseUrl", "the base URL is required: the definition has none");
  }
  if (!settings.base_url.empty()) {
    if (!is_base_url(settings.base_url)) {
      bindings.refuse("baseUrl", joined({"the base URL must be ", base_url_form}));
    }
    rule = base_url.arena().text(settings.base_url);
  }
  if (rule.ends_with('/')) {
    rule.remove_suffix(1);
  }
}

/// By OperationKind: what an operation may say.
constexpr std::array<std::string_view, 3> operation_members{
    "request|success|error|rows|paging|entry|balance", "request|success|error|balance",
    "request|success|error|rows|paging|entitlement"};

void read_content(const Member& operation, Bindings& bindings, Operation& rule) {
  OperationContext context{.bindings = &bindings, .request = &rule.request};
  const Member balance = operation["balance"];
  BalanceRule& balance_rule = balance.arena().one<BalanceRule>();
  if (balance.given() || rule.kind == OperationKind::balance) {
    rule.balance = &balance_rule;
  }
  if (rule.kind == OperationKind::balance) {
    read_balance(balance, context, balance_rule);
    return;
  }
  read_rows(operation["rows"], rule.rows);
  context.base = Scope::row;
  context.has_key = rule.rows.shape == RowsRule::Shape::map;
  context.has_parent = rule.rows.each != nullptr;
  if (const Member paging = operation["paging"]; paging.given()) {
    read_paging(paging, rule.request, rule.paging);
    if (rule.kind == OperationKind::entitlements && rule.paging.kind != PagingRule::Kind::none) {
      paging["kind"].expected(R"("none")");
    }
  }
  if (rule.kind == OperationKind::entitlements) {
    EntitlementRule& entitlement = operation.arena().one<EntitlementRule>();
    read_entitlement(operation["entitlement"], context, entitlement);
    rule.entitlement = &entitlement;
    return;
  }
  EntryRule& entry = operation.arena().one<EntryRule>();
  read_entry(operation["entry"], context, entry);
  rule.entry = &entry;
  if (balance.given()) {
    read_balance(balance, context, balance_rule);
  }
}

/// What holds for an operation: its own `success` and `error`, or else the provider's.
void read_outcome(const Member& holder, Operation& rule) {
  if (const Member success = holder["success"]; success.given()) {
    read_success(success, rule.success);
  }
  if (const Member error = holder["error"]; error.given()) {
    read_error(error, rule.error);
  }
}

void read_operation(const Member& provider, OperationKind kind, const Member& operation,
                    const AuthRule& auth, Bindings& bindings, const Operation*& into) {
  if (!operation.given() ||
      !operation.object(operation_members.at(static_cast<std::size_t>(kind)))) {
    return;
  }
  Operation& rule = operation.arena().one<Operation>();
  into = &rule;
  rule.kind = kind;
  read_request(operation["request"], bindings, rule.request);
  read_outcome(provider, rule);
  read_outcome(operation, rule);
  read_content(operation, bindings, rule);
  check_claims(provider, operation, rule, auth);
}

void read_operations(const Member& provider, Bindings& bindings, Plan& plan) {
  const Member operations = provider["operations"];
  if (!operations.object("history|balance|entitlements")) {
    return;
  }
  if (!operations.first().given()) {
    operations.expected("at least one operation");
  }
  const auto read = [&](std::string_view name, OperationKind kind, const Operation*& into) {
    read_operation(provider, kind, operations[name], plan.auth, bindings, into);
  };
  read("history", OperationKind::history, plan.history);
  read("balance", OperationKind::balance, plan.balance);
  read("entitlements", OperationKind::entitlements, plan.entitlements);
}

void read_provider(const Member& provider, const Settings& settings, Bindings& bindings,
                   Plan& plan) {
  if (!provider.object("id|name|docs|baseUrl|auth|params|headers|success|error|operations")) {
    return;
  }
  read_bindings(provider["params"], settings, bindings);
  provider["id"].text(plan.id, R"(an id: a small letter, then small letters, digits and "-")",
                      is_provider_id);
  if (const Member name = provider["name"]; name.given()) {
    name.text(plan.name, "a text");
  }
  if (const Member docs = provider["docs"]; docs.given()) {
    std::string_view unused;
    docs.text(unused, "the URL of a page", is_web_page);
  }
  read_base_url(provider["baseUrl"], settings, bindings, plan.base_url);
  read_auth(provider["auth"], plan.auth);
  read_headers(provider["headers"], bindings, plan.headers);
  Operation unused;  // each operation reads them into its own; here for their faults
  read_outcome(provider, unused);
  read_operations(provider, bindings, plan);
  plan.fingerprint = provider.node().fingerprint();
}

}  // namespace

std::expected<Plan, CompileFailure> compile_definition(std::string_view json_text,
                                                       const Settings& settings) {
  std::expected<Plan, CompileFailure> result;
  Faults faults{result->memory};
  Bindings bindings;
  if (const Node* const root = parse_definition(json_text, faults)) {
    read_provider(Member{*root, faults}, settings, bindings, *result);
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
