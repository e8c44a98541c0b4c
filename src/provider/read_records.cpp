#include <array>
#include <utility>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

/// What an amount is counted in where the definition does not say.
constexpr std::string_view usual_unit = "credits";

TextRule read_unit(const Member& unit, const OperationContext& context) {
  if (unit.given()) {
    return read_text_rule(unit, context);
  }
  TextRule rule;
  rule.constant = usual_unit;
  return rule;
}

TextRule read_optional_text(const Member& text, const OperationContext& context) {
  return text.given() ? read_text_rule(text, context) : TextRule{};
}

Sources read_optional_sources(const Member& path, const OperationContext& context) {
  return path.given() ? read_sources(path, context) : Sources{};
}

AmountRule read_amount_of(const Member& amount, const TextRule& unit,
                          const OperationContext& context) {
  AmountRule rule = read_amount(amount, context);
  check_minor_unit(amount, rule, unit);
  return rule;
}

std::optional<AmountRule> read_optional_amount(const Member& amount, const TextRule& unit,
                                               const OperationContext& context) {
  if (!amount.given()) {
    return std::nullopt;
  }
  AmountRule rule = read_amount_of(amount, unit, context);
  rule.optional = true;
  return rule;
}

std::vector<BalancePartRule> read_parts(const Member& parts, const Member& unit,
                                        const OperationContext& context) {
  static constexpr std::array members{"amount"sv, "unit"sv};
  std::vector<BalancePartRule> rules;
  if (!parts.given() || !parts.map()) {
    return rules;
  }
  for (const Member& part : parts.items()) {
    if (!part.object(members)) {
      continue;
    }
    // A part is counted in what the whole is counted in, unless it says so.
    BalancePartRule rule;
    rule.name = part.key();
    rule.unit = read_unit(part.has("unit") ? part["unit"] : unit, context);
    rule.amount = read_amount_of(part["amount"], rule.unit, context);
    rule.amount.optional = true;
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

RowsRule read_rows(const Member& rows) {
  static constexpr std::array members{"at"sv, "shape"sv, "each"sv, "optional"sv};
  static constexpr std::array shapes{
      word("array", RowsRule::Shape::array),
      word("map", RowsRule::Shape::map),
  };
  RowsRule rule;
  if (!rows.is(Node::Type::object)) {
    rule.at = read_pointer(rows).value_or(Pointer{});
    return rule;
  }
  rows.object(members);
  rule.at = read_pointer(rows["at"]).value_or(Pointer{});
  if (rows.has("shape")) {
    rule.shape = static_cast<RowsRule::Shape>(rows["shape"].word(shapes).value_or(0));
  }
  if (rows.has("each")) {
    rule.each = read_inner_pointer(rows["each"]);
  }
  if (rows.has("optional")) {
    rule.optional = rows["optional"].boolean().value_or(false);
  }
  return rule;
}

EntryRule read_entry(const Member& entry, const OperationContext& context) {
  static constexpr std::array members{"id"sv,          "identity"sv, "account"sv,      "kind"sv,
                                      "amount"sv,      "unit"sv,     "balanceAfter"sv, "time"sv,
                                      "description"sv, "reference"sv};
  EntryRule rule;
  if (!entry.object(members)) {
    return rule;
  }
  rule.id = read_optional_sources(entry["id"], context);
  if (const Member identity = entry["identity"]; identity.given() && identity.list("paths")) {
    rule.identity = read_sources(identity, context);
  }
  rule.account = read_optional_text(entry["account"], context);
  rule.kind = read_kind(entry["kind"], context);
  rule.unit = read_unit(entry["unit"], context);
  rule.amount = read_amount_of(entry["amount"], rule.unit, context);
  rule.balance_after = read_optional_amount(entry["balanceAfter"], rule.unit, context);
  if (entry.has("time")) {
    rule.time = read_time(entry["time"], context);
  }
  rule.description = read_optional_sources(entry["description"], context);
  rule.reference = read_optional_sources(entry["reference"], context);
  return rule;
}

BalanceRule read_balance(const Member& balance, const OperationContext& context) {
  static constexpr std::array members{"available"sv, "unit"sv, "account"sv, "parts"sv, "time"sv};
  BalanceRule rule;
  if (!balance.object(members)) {
    return rule;
  }
  OperationContext body = context;
  body.base = Scope::body;
  body.has_key = false;
  rule.unit = read_unit(balance["unit"], body);
  rule.available = read_amount_of(balance["available"], rule.unit, body);
  rule.account = read_optional_text(balance["account"], body);
  rule.parts = read_parts(balance["parts"], balance["unit"], body);
  if (balance.has("time")) {
    rule.time = read_time(balance["time"], body);
  }
  return rule;
}

EntitlementRule read_entitlement(const Member& entitlement, const OperationContext& context) {
  static constexpr std::array members{"id"sv,           "name"sv,     "unit"sv,
                                      "balance"sv,      "overage"sv,  "overageEnabled"sv,
                                      "overageLimit"sv, "headroom"sv, "limitReached"sv};
  EntitlementRule rule;
  if (!entitlement.object(members)) {
    return rule;
  }
  rule.id = read_sources(entitlement["id"], context);
  rule.name = read_optional_sources(entitlement["name"], context);
  rule.unit = read_unit(entitlement["unit"], context);
  rule.balance = read_amount_of(entitlement["balance"], rule.unit, context);
  rule.overage = read_optional_amount(entitlement["overage"], rule.unit, context);
  rule.overage_enabled = read_optional_sources(entitlement["overageEnabled"], context);
  rule.overage_limit = read_optional_amount(entitlement["overageLimit"], rule.unit, context);
  rule.headroom = read_optional_amount(entitlement["headroom"], rule.unit, context);
  rule.limit_reached = read_optional_sources(entitlement["limitReached"], context);
  return rule;
}

}  // namespace creditkit
