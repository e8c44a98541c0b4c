#include "provider/readers.hpp"

namespace creditkit {
namespace {

/// What an amount is counted in where the definition does not say.
constexpr std::string_view usual_unit = "credits";

void read_unit(const Member& unit, const OperationContext& context, TextRule& rule) {
  if (unit.given()) {
    read_text_rule(unit, context, rule);
  } else {
    rule.constant = usual_unit;
  }
}

void read_optional_text(const Member& text, const OperationContext& context, TextRule& rule) {
  if (text.given()) {
    read_text_rule(text, context, rule);
  }
}

void read_optional_sources(const Member& path, const OperationContext& context, Sources& rule) {
  if (path.given()) {
    read_sources(path, context, rule);
  }
}

void read_optional_amount(const Member& amount, const TextRule& unit,
                          const OperationContext& context, const AmountRule*& rule) {
  if (amount.given()) {
    AmountRule& read = amount.arena().one<AmountRule>();
    read_amount(amount, unit, context, read);
    read.optional = true;
    rule = &read;
  }
}

void read_optional_time(const Member& time, const OperationContext& context,
                        const TimeRule*& rule) {
  if (time.given()) {
    TimeRule& read = time.arena().one<TimeRule>();
    read_time(time, context, read);
    rule = &read;
  }
}

void read_parts(const Member& parts, const Member& unit, const OperationContext& context,
                std::span<const BalancePartRule>& rules) {
  if (!parts.given() || !parts.map()) {
    return;
  }
  const auto read = parts.arena().list<BalancePartRule>(parts.size());
  rules = read;
  Member part = parts.first();
  for (BalancePartRule& rule : read) {
    rule.name = part.key();
    if (part.object("amount|unit")) {
      // A part is counted in what the whole is counted in, unless it says so.
      const Member own = part["unit"];
      read_unit(own.given() ? own : unit, context, rule.unit);
      read_amount(part["amount"], rule.unit, context, rule.amount);
      rule.amount.optional = true;
    }
    part = part.next();
  }
}

}  // namespace

void read_rows(const Member& rows, RowsRule& rule) {
  if (!rows.is(Node::Type::object)) {
    read_pointer(rows, rule.at);
    return;
  }
  rows.object("at|shape|each|optional");
  read_pointer(rows["at"], rule.at);
  if (const Member shape = rows["shape"]; shape.given()) {
    shape.word("array|map", rule.shape);
  }
  if (const Member each = rows["each"]; each.given()) {
    Pointer& pointer = each.arena().one<Pointer>();
    read_inner_pointer(each, pointer);
    rule.each = &pointer;
  }
  if (const Member optional = rows["optional"]; optional.given()) {
    optional.boolean(rule.optional);
  }
}

void read_entry(const Member& entry, const OperationContext& context, EntryRule& rule) {
  if (!entry.object(
          "id|identity|account|kind|amount|unit|balanceAfter|time|description|reference")) {
    return;
  }
  read_optional_sources(entry["id"], context, rule.id);
  if (const Member identity = entry["identity"]; identity.given() && identity.list("paths")) {
    read_sources(identity, context, rule.identity);
  }
  read_optional_text(entry["account"], context, rule.account);
  read_kind(entry["kind"], context, rule.kind);
  read_unit(entry["unit"], context, rule.unit);
  read_amount(entry["amount"], rule.unit, context, rule.amount);
  read_optional_amount(entry["balanceAfter"], rule.unit, context, rule.balance_after);
  read_optional_time(entry["time"], context, rule.time);
  read_optional_sources(entry["description"], context, rule.description);
  read_optional_sources(entry["reference"], context, rule.reference);
}

void read_balance(const Member& balance, const OperationContext& context, BalanceRule& rule) {
  if (!balance.object("available|unit|account|parts|time")) {
    return;
  }
  OperationContext body = context;
  body.base = Scope::body;
  body.has_key = false;
  const Member unit = balance["unit"];
  read_unit(unit, body, rule.unit);
  read_amount(balance["available"], rule.unit, body, rule.available);
  read_optional_text(balance["account"], body, rule.account);
  read_parts(balance["parts"], unit, body, rule.parts);
  read_optional_time(balance["time"], body, rule.time);
}

void read_entitlement(const Member& entitlement, const OperationContext& context,
                      EntitlementRule& rule) {
  if (!entitlement.object("id|name|unit|balance|overage|overageEnabled|overageLimit|headroom|"
                          "limitReached")) {
    return;
  }
  read_sources(entitlement["id"], context, rule.id);
  read_optional_sources(entitlement["name"], context, rule.name);
  read_unit(entitlement["unit"], context, rule.unit);
  read_amount(entitlement["balance"], rule.unit, context, rule.balance);
  read_optional_amount(entitlement["overage"], rule.unit, context, rule.overage);
  read_optional_sources(entitlement["overageEnabled"], context, rule.overage_enabled);
  read_optional_amount(entitlement["overageLimit"], rule.unit, context, rule.overage_limit);
  read_optional_amount(entitlement["headroom"], rule.unit, context, rule.headroom);
  read_optional_sources(entitlement["limitReached"], context, rule.limit_reached);
}

}  // namespace creditkit
