#include "provider/definition.hpp"

#include <array>
#include <utility>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view base_url_form =
    "an absolute http or https URL without user name, query and fragment";

/// The key's text has one place in the format and no other braces.
bool is_key_format(std::string_view text) {
  const auto names = placeholders(text);
  return names && names->size() == 1 && names->front() == "key" && is_header_value(text);
}

AuthRule read_auth(const Member& auth) {
  static constexpr std::array members{"header"sv, "format"sv, "query"sv, "basic"sv};
  static constexpr std::array places{"header"sv, "query"sv, "basic"sv};
  AuthRule rule;
  if (!auth.given() || auth.is(Node::Type::null) || !auth.object(members)) {
    return rule;
  }
  const auto place = auth.only_one(places);
  const auto read = [&auth](std::string_view name, std::string_view what, Member::Check check) {
    const std::string* const text = auth[name].text(what, check);
    return text != nullptr ? *text : std::string{};
  };
  if (place != "header" && auth.has("format")) {
    auth["format"].expected(R"(nothing, for only "header" has a format)");
  }
  if (place == "header") {
    rule.place = AuthRule::Place::header;
    rule.name =
        read("header", "the name of a header that a definition may set", is_settable_header);
    rule.format = "{key}";
    if (auth.has("format")) {
      rule.format =
          read("format", R"(a text of printable ASCII with "{key}" once, such as "Bearer {key}")",
               is_key_format);
    }
  } else if (place == "query") {
    rule.place = AuthRule::Place::query;
    rule.name = read("query", "a parameter's name: ASCII without spaces, quotes and braces",
                     is_parameter_name);
    rule.format = "{key}";
  } else if (place == "basic") {
    rule.place = AuthRule::Place::basic;
    rule.format = read("basic", R"(user name and password with "{key}" once, such as "{key}:")",
                       is_key_format);
  }
  return rule;
}

std::string without_last_slash(std::string url) {
  if (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

std::string read_base_url(const Member& base_url, const Settings& settings, Bindings& bindings) {
  std::string url;
  if (base_url.given()) {
    url =
        expand(base_url,
               {.what = base_url_form, .check = is_base_url, .value = is_url_part, .certain = true},
               bindings)
            .value_or("");
  } else if (settings.base_url.empty()) {
    bindings.refuse("baseUrl", "the base URL is required: the definition has none");
  }
  if (!settings.base_url.empty()) {
    if (!is_base_url(settings.base_url)) {
      bindings.refuse("baseUrl", joined({"the base URL must be ", base_url_form}));
    }
    url = settings.base_url;
  }
  return without_last_slash(std::move(url));
}

/// What an operation may say: one row for each, in the order of OperationKind.
struct Form {
  std::string_view name;
  std::span<const std::string_view> members;
};
constexpr std::array history_members{"request"sv, "success"sv, "error"sv,  "rows"sv,
                                     "paging"sv,  "entry"sv,   "balance"sv};
constexpr std::array balance_members{"request"sv, "success"sv, "error"sv, "balance"sv};
constexpr std::array entitlement_members{"request"sv, "success"sv, "error"sv,
                                         "rows"sv,    "paging"sv,  "entitlement"sv};
constexpr std::array forms = std::to_array<Form>({
    {.name = "history", .members = history_members},
    {.name = "balance", .members = balance_members},
    {.name = "entitlements", .members = entitlement_members},
});

void read_content(const Member& operation, Bindings& bindings, Operation& rule) {
  OperationContext context{.bindings = &bindings, .request = &rule.request};
  if (rule.kind == OperationKind::balance) {
    rule.balance = read_balance(operation["balance"], context);
    return;
  }
  rule.rows = read_rows(operation["rows"]);
  context.base = Scope::row;
  context.has_key = rule.rows.shape == RowsRule::Shape::map;
  context.has_parent = rule.rows.each.has_value();
  if (operation.has("paging")) {
    rule.paging = read_paging(operation["paging"], rule.request);
  }
  if (rule.kind == OperationKind::entitlements) {
    if (rule.paging.kind != PagingRule::Kind::none) {
      operation["paging"]["kind"].expected(R"("none")");
    }
    rule.entitlement = read_entitlement(operation["entitlement"], context);
    return;
  }
  rule.entry = read_entry(operation["entry"], context);
  if (operation.has("balance")) {
    rule.balance = read_balance(operation["balance"], context);
  }
}

/// `success` and `error` of the provider hold for each operation that has none of its own.
struct Defaults {
  std::vector<Condition> success;
  ErrorRule error;
};

std::optional<Operation> read_operation(const Member& provider, OperationKind kind,
                                        const Defaults& defaults, const AuthRule& auth,
                                        Bindings& bindings) {
  const Form& form = forms[static_cast<std::size_t>(kind)];
  const Member operation = provider["operations"][form.name];
  if (!operation.given() || !operation.object(form.members)) {
    return std::nullopt;
  }
  Operation rule;
  rule.kind = kind;
  rule.request = read_request(operation["request"], bindings);
  rule.success = operation.has("success") ? read_success(operation["success"]) : defaults.success;
  rule.error = operation.has("error") ? read_error(operation["error"]) : defaults.error;
  read_content(operation, bindings, rule);
  check_claims(provider, operation, rule, auth);
  return rule;
}

void read_operations(const Member& provider, Bindings& bindings, Plan& plan) {
  static constexpr std::array names{"history"sv, "balance"sv, "entitlements"sv};
  Defaults defaults;
  if (provider.has("success")) {
    defaults.success = read_success(provider["success"]);
  }
  if (provider.has("error")) {
    defaults.error = read_error(provider["error"]);
  }
  const Member operations = provider["operations"];
  if (!operations.object(names)) {
    return;
  }
  if (operations.items().empty()) {
    operations.expected("at least one operation");
  }
  using enum OperationKind;
  plan.history = read_operation(provider, history, defaults, plan.auth, bindings);
  plan.balance = read_operation(provider, balance, defaults, plan.auth, bindings);
  plan.entitlements = read_operation(provider, entitlements, defaults, plan.auth, bindings);
}

Plan read_provider(const Member& provider, const Settings& settings, Bindings& bindings) {
  static constexpr std::array members{"id"sv,    "name"sv,      "docs"sv,    "baseUrl"sv,
                                      "auth"sv,  "params"sv,    "headers"sv, "success"sv,
                                      "error"sv, "operations"sv};
  Plan plan;
  if (!provider.object(members)) {
    return plan;
  }
  bindings = read_bindings(provider["params"], settings);
  if (const std::string* const id = provider["id"].text(
          R"(an id: a small letter, then small letters, digits and "-")", is_provider_id)) {
    plan.id = *id;
  }
  if (provider.has("name")) {
    if (const std::string* const name = provider["name"].text("a text")) {
      plan.name = *name;
    }
  }
  if (provider.has("docs")) {
    provider["docs"].text("the URL of a page", is_web_page);
  }
  plan.base_url = read_base_url(provider["baseUrl"], settings, bindings);
  plan.auth = read_auth(provider["auth"]);
  plan.headers = read_headers(provider["headers"], bindings);
  read_operations(provider, bindings, plan);
  plan.fingerprint = provider.node().fingerprint();
  return plan;
}

}  // namespace

std::expected<Plan, CompileFailure> compile_definition(std::string_view json_text,
                                                       const Settings& settings) {
  Faults faults;
  Bindings bindings;
  Plan plan;
  if (const auto root = parse_definition(json_text, faults)) {
    plan = read_provider(Member{*root, faults}, settings, bindings);
  }
  if (!faults.empty()) {
    return std::unexpected{CompileFailure{.faults = faults.take(), .parameter = std::nullopt}};
  }
  if (bindings.error) {
    return std::unexpected{CompileFailure{.faults = {}, .parameter = std::move(bindings.error)}};
  }
  return plan;
}

std::vector<DefinitionFault> check_definition(std::string_view json_text) {
  auto compiled = compile_definition(json_text, {});
  return compiled ? std::vector<DefinitionFault>{} : std::move(compiled.error().faults);
}

}  // namespace creditkit
