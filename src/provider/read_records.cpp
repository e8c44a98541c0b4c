#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr Field rows_fields[] = {
    {.name = "at", .read = read_pointer, .offset = offsetof(RowsRule, at), .need = Field::always},
    {.name = "shape", .read = read_word, .offset = offsetof(RowsRule, shape), .words = "array|map"},
    {.name = "each",
     .read = read_part,
     .offset = offsetof(RowsRule, each),
     .part = &inner_pointer_ref},
    {.name = "optional", .read = read_flag, .offset = offsetof(RowsRule, optional)},
};

/// Sources, all of which count: only a list makes sense.
void read_identity(Member identity, void* into, const Field& field) {
  if (identity.list("paths")) {
    read_sources(identity, into, field);
  }
}

constexpr Field entry_fields[] = {
    {.name = "id", .read = read_sources, .offset = offsetof(EntryRule, id)},
    {.name = "identity", .read = read_identity, .offset = offsetof(EntryRule, identity)},
    {.name = "account", .read = read_text_rule, .offset = offsetof(EntryRule, account)},
    {.name = "kind", .read = read_kind, .offset = offsetof(EntryRule, kind), .need = Field::always},
    {.name = "unit", .read = read_unit, .offset = offsetof(EntryRule, unit), .need = Field::always},
    {.name = "amount",
     .read = read_amount,
     .offset = offsetof(EntryRule, amount),
     .need = Field::always},
    {.name = "balanceAfter",
     .read = read_part,
     .offset = offsetof(EntryRule, balance_after),
     .part = &amount_ref},
    {.name = "time", .read = read_part, .offset = offsetof(EntryRule, time), .part = &time_ref},
    {.name = "description", .read = read_sources, .offset = offsetof(EntryRule, description)},
    {.name = "reference", .read = read_sources, .offset = offsetof(EntryRule, reference)},
};

constexpr Field part_fields[] = {
    {.name = "unit",
     .read = read_unit,
     .offset = offsetof(BalancePartRule, unit),
     .need = Field::always},
    {.name = "amount",
     .read = read_amount,
     .offset = offsetof(BalancePartRule, amount),
     .need = Field::always},
};

/// BalancePartRule
void read_balance_part(Member part, void* into, const Field& /*field*/) {
  auto& rule = as<BalancePartRule>(into);
  if (!part.has("unit")) {
    // Unless it says so, a part is counted in what the whole is counted in.
    rule.unit = *part.reading().whole_unit;
  }
  part.object(part_fields, &rule);
  rule.amount.optional = true;
}
constexpr Part parts_part = part_of<BalancePartRule>(Part::Form::map, {.read = read_balance_part});

/// std::span<const BalancePartRule>
void read_parts(Member parts, void* into, const Field& /*field*/) {
  Reading& reading = parts.reading();
  reading.whole_unit = reading.unit;
  read_part(parts, into, parts_part);
}

constexpr Field balance_fields[] = {
    {.name = "unit",
     .read = read_unit,
     .offset = offsetof(BalanceRule, unit),
     .need = Field::always},
    {.name = "available",
     .read = read_amount,
     .offset = offsetof(BalanceRule, available),
     .need = Field::always},
    {.name = "account", .read = read_text_rule, .offset = offsetof(BalanceRule, account)},
    {.name = "parts", .read = read_parts, .offset = offsetof(BalanceRule, parts)},
    {.name = "time", .read = read_part, .offset = offsetof(BalanceRule, time), .part = &time_ref},
};

constexpr Field entitlement_fields[] = {
    {.name = "id",
     .read = read_sources,
     .offset = offsetof(EntitlementRule, id),
     .need = Field::always},
    {.name = "name", .read = read_sources, .offset = offsetof(EntitlementRule, name)},
    {.name = "unit",
     .read = read_unit,
     .offset = offsetof(EntitlementRule, unit),
     .need = Field::always},
    {.name = "balance",
     .read = read_amount,
     .offset = offsetof(EntitlementRule, balance),
     .need = Field::always},
    {.name = "overage",
     .read = read_part,
     .offset = offsetof(EntitlementRule, overage),
     .part = &amount_ref},
    {.name = "overageEnabled",
     .read = read_sources,
     .offset = offsetof(EntitlementRule, overage_enabled)},
    {.name = "overageLimit",
     .read = read_part,
     .offset = offsetof(EntitlementRule, overage_limit),
     .part = &amount_ref},
    {.name = "headroom",
     .read = read_part,
     .offset = offsetof(EntitlementRule, headroom),
     .part = &amount_ref},
    {.name = "limitReached",
     .read = read_sources,
     .offset = offsetof(EntitlementRule, limit_reached)},
};

/// BalanceRule
void read_balance(Member balance, void* into, const Field& /*field*/) {
  balance.reading().base = Scope::body;
  balance.reading().has_key = false;
  balance.object(balance_fields, into);
}

constexpr Fields entry_object{entry_fields};
constexpr Fields entitlement_object{entitlement_fields};

}  // namespace

constexpr Part entry_ref =
    part_of<EntryRule>(Part::Form::one, {.read = read_object, .fields = &entry_object});
constexpr Part balance_ref = part_of<BalanceRule>(Part::Form::one, {.read = read_balance});
constexpr Part entitlement_ref =
    part_of<EntitlementRule>(Part::Form::one, {.read = read_object, .fields = &entitlement_object});

void read_rows(Member rows, void* into, const Field& /*field*/) {
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

}  // namespace creditkit
