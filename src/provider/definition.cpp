#include "provider/definition.hpp"

#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

/// Nothing that needs an escape or leads elsewhere.
constexpr ValueForm url_part{.form = {.what = R"(made of letters, digits, "-", ".", "_" and "~")",
                                      .characters = "-.09AZ__az~~",
                                      .check = stays_inside},
                             .example = "1"};
constexpr TextForm base_url_form{
    .what = "an absolute http or https URL without user name, query and fragment",
    .characters = "!!$;==@[]]__az~~",
    .check = is_base_url};

/// The key's text has one place in the format and no other braces.
bool is_key_format(std::string_view text) {
  std::string_view before;
  std::string_view name;
  return ends_without_space(text) && next_placeholder(text, before, name) && name == "key" &&
         !has_braces(text);
}

constexpr TextForm key_format{
    .what = R"(a text of printable ASCII with "{key}" once, such as "Bearer {key}" or "{key}:")",
    .characters = " ~",
    .first = "!~",
    .check = is_key_format};

// In the order of AuthRule::Place, which has "none" before them.
constexpr const char* places = "header|query|basic";
constexpr Field auth_fields[] = {
    {.name = "header",
     .read = read_text,
     .offset = offsetof(AuthRule, name),
     .forms = 1U << 0U,
     .text = &header_name},
    {.name = "query",
     .read = read_text,
     .offset = offsetof(AuthRule, name),
     .forms = 1U << 1U,
     .text = &parameter_name},
    {.name = "basic",
     .read = read_text,
     .offset = offsetof(AuthRule, format),
     .forms = 1U << 2U,
     .text = &key_format},
    {.name = "format",
     .read = read_text,
     .offset = offsetof(AuthRule, format),
     .forms = 1U << 0U,
     .text = &key_format},
};

void read_auth(Member auth, void* into, const Field& /*field*/) {
  auto& rule = as<AuthRule>(into);
  if (auth.is(Node::Type::null) || !auth.is_object()) {
    return;
  }
  const int place = auth.only_one(places);
  rule.place = static_cast<AuthRule::Place>(place + 1);
  rule.format = "{key}";
  auth.object(auth_fields, &rule, place);
  if (rule.place != AuthRule::Place::none) {
    claim(auth, {.place = rule.place == AuthRule::Place::query ? Target::Place::query
                                                               : Target::Place::header,
                 .name = rule.place == AuthRule::Place::basic ? "Authorization" : rule.name});
  }
}

void read_base_url(Member base_url, void* into, const Field& /*field*/) {
  auto& rule = as<std::string_view>(into);
  Bindings& bindings = *base_url.reading().bindings;
  const Settings& settings = bindings.settings;
  if (base_url.given()) {
    expand(base_url, base_url_form, rule, &url_part);
  } else if (settings.base_url.empty()) {
    bindings.refuse("baseUrl", "@ is required: the definition has none");
  }
  if (!settings.base_url.empty()) {
    if (!base_url_form.fits(settings.base_url)) {
      bindings.refuse("baseUrl", "@ must be @", base_url_form.what);
    }
    rule = base_url.arena().text(settings.base_url);
  }
  if (rule.ends_with('/')) {
    rule.remove_suffix(1);
  }
}

/// Operation: only one page of entitlements is read.
void read_operation_paging(Member paging, void* into, const Field& field) {
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

constexpr Field operation_fields[] = {
    {.name = "request",
     .read = read_request,
     .offset = offsetof(Operation, request),
     .need = Field::always},
    {.name = "success", .read = read_success, .offset = offsetof(Operation, success)},
    {.name = "error", .read = read_error, .offset = offsetof(Operation, error)},
    {.name = "rows",
     .read = read_rows,
     .offset = offsetof(Operation, rows),
     .need = Field::always,
     .forms = history | entitlements},
    {.name = "paging", .read = read_operation_paging, .forms = history | entitlements},
    {.name = "entry",
     .read = read_part,
     .offset = offsetof(Operation, entry),
     .need = Field::always,
     .forms = history,
     .part = &entry_ref},
    {.name = "entitlement",
     .read = read_part,
     .offset = offsetof(Operation, entitlement),
     .need = Field::always,
     .forms = entitlements,
     .part = &entitlement_ref},
    {.name = "balance",
     .read = read_part,
     .offset = offsetof(Operation, balance),
     .forms = history,
     .part = &balance_ref},
    {.name = "balance",
     .read = read_part,
     .offset = offsetof(Operation, balance),
     .need = Field::always,
     .forms = balance,
     .part = &balance_ref},
};

const Operation* read_operation(Member operation, OperationKind kind, const Operation& usual) {
  auto& rule = operation.arena().one<Operation>();
  rule = usual;
  rule.kind = kind;
  Reading& reading = operation.reading();
  reading.base = Scope::body;
  reading.has_key = false;
  reading.has_parent = false;
  const Claim* const of_all = reading.claims;
  operation.object(operation_fields, &rule, static_cast<int>(kind));
  reading.claims = of_all;
  return &rule;
}

constexpr Field operations_fields[] = {
    {.name = "history"}, {.name = "balance"}, {.name = "entitlements"}};

/// Plan
void read_operations(Member operations, void* into, const Field& /*field*/) {
  auto& plan = as<Plan>(into);
  if (!operations.object(operations_fields, nullptr)) {
    return;
  }
  if (!operations.first().given()) {
    operations.expected("at least one operation");
  }
  for (std::size_t kind = 0; kind < plan.operations.size(); ++kind) {
    const char* const name = operations_fields[kind].name;
    if (operations.has(name)) {
      plan.operations[kind] =
          read_operation(operations[name], static_cast<OperationKind>(kind), plan.usual);
    }
  }
}

/// Also part of each entry, so it is kept short and plain.
constexpr TextForm id_form{.what = R"(an id: a small letter, then small letters, digits and "-")",
                           .characters = "--09az",
                           .first = "az",
                           .most = 64};
constexpr TextForm page_form{
    .what = "the URL of a page", .characters = "!~\x80\xff", .check = is_web_page};

constexpr Field provider_fields[] = {
    {.name = "id",
     .read = read_text,
     .offset = offsetof(Plan, id),
     .need = Field::always,
     .text = &id_form},
    {.name = "name", .read = read_text, .offset = offsetof(Plan, name), .text = &plain_text},
    {.name = "docs", .read = check_text, .text = &page_form},
    {.name = "params", .read = read_bindings, .need = Field::always},
    {.name = "baseUrl",
     .read = read_base_url,
     .offset = offsetof(Plan, base_url),
     .need = Field::always},
    {.name = "auth", .read = read_auth, .offset = offsetof(Plan, auth)},
    {.name = "headers", .read = read_headers, .offset = offsetof(Plan, headers)},
    {.name = "success", .read = read_success, .offset = offsetof(Plan, usual.success)},
    {.name = "error", .read = read_error, .offset = offsetof(Plan, usual.error)},
    {.name = "operations", .read = read_operations, .need = Field::always},
};

}  // namespace

Compiled compile_definition(std::string_view json_text, const Settings& settings) {
  Compiled result;
  Faults faults{result->memory};
  Bindings bindings{.settings = settings};
  Reading reading{.faults = &faults, .bindings = &bindings};
  if (const Node* const root = parse_definition(json_text, faults, &reading)) {
    Member{root}.object(provider_fields, &result.plan);
    TextHash hash;
    hash.number(root->fingerprint(Node::Annotations::ignored));
    for (const BoundParameter& parameter : bindings.parameters) {
      hash.text(parameter.rule.name).text(parameter.value);
    }
    result->fingerprint = hash.value();
  }
  result.faults = faults.list();
  if (result.faults.empty()) {
    result.refused = std::move(bindings.refused);
  }
  return result;
}

}  // namespace creditkit
