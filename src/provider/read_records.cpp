#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr Field rows_fields[] = {
    {"at", read_pointer, offsetof(RowsRule, at), Field::always},
    {"shape", read_word, offsetof(RowsRule, shape), Field::optional, "array|map"},
    {"each", read_pointer_ref, offsetof(RowsRule, each), Field::optional, "member"},
    {"optional", read_flag, offsetof(RowsRule, optional)},
};

/// Sources, all of which count: only a list makes sense.
void read_identity(const Member& identity, void* into, const Field& field) {
  if (identity.list("paths")) {
    read_sources(identity, into, field);
  }
}

constexpr Field entry_fields[] = {
    {"id", read_sources, offsetof(EntryRule, id)},
    {"identity", read_identity, offsetof(EntryRule, identity)},
    {"account", read_text_rule, offsetof(EntryRule, account)},
    {"kind", read_kind, offsetof(EntryRule, kind), Field::always},
    {"unit", read_unit, offsetof(EntryRule, unit), Field::always},
    {"amount", read_amount, offsetof(EntryRule, amount), Field::always},
    {"balanceAfter", read_amount_ref, offsetof(EntryRule, balance_after)},
    {"time", read_time, offsetof(EntryRule, time)},
    {"description", read_sources, offsetof(EntryRule, description)},
    {"reference", read_sources, offsetof(EntryRule, reference)},
};

constexpr Field part_fields[] = {
    {"unit", read_unit, offsetof(BalancePartRule, unit), Field::always},
    {"amount", read_amount, offsetof(BalancePartRule, amount), Field::always},
};

/// std::span<const BalancePartRule>
void read_parts(const Member& parts, void* into, const Field& /*field*/) {
  if (!parts.map()) {
    return;
  }
  const TextRule* const whole = parts.reading().unit;
  const auto rules = parts.arena().list<BalancePartRule>(parts.size());
  Member part = parts.first();
  for (BalancePartRule& rule : rules) {
    rule.name = part.key();
    if (!part.has("unit")) {
      rule.unit = *whole;  // unless it says so, a part is counted in what the whole is counted in
    }
    part.object(part_fields, &rule);
    rule.amount.optional = true;
    part = part.next();
  }
  as<std::span<const BalancePartRule>>(into) = rules;
}

constexpr Field balance_fields[] = {
    {"unit", read_unit, offsetof(BalanceRule, unit), Field::always},
    {"available", read_amount, offsetof(BalanceRule, available), Field::always},
    {"account", read_text_rule, offsetof(BalanceRule, account)},
    {"parts", read_parts, offsetof(BalanceRule, parts)},
    {"time", read_time, offsetof(BalanceRule, time)},
};

constexpr Field entitlement_fields[] = {
    {"id", read_sources, offsetof(EntitlementRule, id), Field::always},
    {"name", read_sources, offsetof(EntitlementRule, name)},
    {"unit", read_unit, offsetof(EntitlementRule, unit), Field::always},
    {"balance", read_amount, offsetof(EntitlementRule, balance), Field::always},
    {"overage", read_amount_ref, offsetof(EntitlementRule, overage)},
    {"overageEnabled", read_sources, offsetof(EntitlementRule, overage_enabled)},
    {"overageLimit", read_amount_ref, offsetof(EntitlementRule, overage_limit)},
    {"headroom", read_amount_ref, offsetof(EntitlementRule, headroom)},
    {"limitReached", read_sources, offsetof(EntitlementRule, limit_reached)},
};

}  // namespace

void read_rows(const Member& rows, void* into, const Field& /*field*/) {
  auto& rule = as<RowsRule>(into);
  if (rows.is(Node::Type::object)) {
    rows.object(rows_fields, &rule);
  } else {
    read_pointer(rows, rule.at);
  }
  Reading& reading = rows.reading();
  reading.base = Scope::row;
  reading.has_key = rule.shape == RowsRule::Shape::map;
  reading.has_parent = rule.each != nullptr;
}

void read_entry(const Member& entry, void* into, const Field& /*field*/) {
  EntryRule& rule = entry.arena().one<EntryRule>();
  entry.object(entry_fields, &rule);
  as<const EntryRule*>(into) = &rule;
}

void read_balance(const Member& balance, void* into, const Field& /*field*/) {
  Reading& reading = balance.reading();
  reading.base = Scope::body;
  reading.has_key = false;
  BalanceRule& rule = balance.arena().one<BalanceRule>();
  balance.object(balance_fields, &rule);
  as<const BalanceRule*>(into) = &rule;
}

void read_entitlement(const Member& entitlement, void* into, const Field& /*field*/) {
  EntitlementRule& rule = entitlement.arena().one<EntitlementRule>();
  entitlement.object(entitlement_fields, &rule);
  as<const EntitlementRule*>(into) = &rule;
}

}  // namespace creditkit
