#include "normalize/entitlements.hpp"

#include <string>

#include "normalize/entries.hpp"

namespace creditkit {
namespace {

std::expected<std::optional<bool>, Misread> flag_of(const SlotSources& slots,
                                                    const Sources& sources,
                                                    const PageTokens& tokens, std::size_t row) {
  const Token token = tokens.first(slots, row);
  if (token.is_nothing()) {
    return std::nullopt;
  }
  if (token.type() != TokenType::boolean_true && token.type() != TokenType::boolean_false) {
    return std::unexpected{Misread{
        .source = &sources.front(), .found = token, .expected = "true or false", .reason = {}}};
  }
  return token.type() == TokenType::boolean_true;
}

}  // namespace

EntitlementReader::EntitlementReader(const EntitlementRule& rule, const ParameterTexts& parameters,
                                     SlotMap& slots)
    : rule_{&rule},
      id_{slots.bind(rule.id)},
      name_{slots.bind(rule.name)},
      unit_{rule.unit, parameter_of(rule.unit, parameters), slots},
      balance_{rule.balance, slots},
      overage_enabled_{slots.bind(rule.overage_enabled)},
      limit_reached_{slots.bind(rule.limit_reached)} {
  if (rule.overage) {
    overage_.emplace(*rule.overage, slots);
  }
  if (rule.overage_limit) {
    overage_limit_.emplace(*rule.overage_limit, slots);
  }
  if (rule.headroom) {
    headroom_.emplace(*rule.headroom, slots);
  }
}

std::optional<Misread> EntitlementReader::read_texts(const PageTokens& tokens, std::size_t row,
                                                     Entitlement& out) const {
  const Token id_token = tokens.first(id_, row);
  auto id = text_of(id_token, tokens, &rule_->id.front());
  if (!id || !*id) {
    return !id ? id.error()
               : Misread{.source = &rule_->id.front(),
                         .found = id_token,
                         .expected = "an id",
                         .reason = {}};
  }
  auto name = text_of(tokens.first(name_, row), tokens,
                      rule_->name.empty() ? nullptr : &rule_->name.front());
  auto unit = unit_.read_required(tokens, row, "a unit");
  if (!name || !unit) {
    return !name ? name.error() : unit.error();
  }
  out.id = std::move(**id);
  out.name = std::move(*name);
  out.unit = std::move(*unit);
  return std::nullopt;
}

std::optional<Misread> EntitlementReader::read_amounts(const PageTokens& tokens, std::size_t row,
                                                       Entitlement& out) const {
  const auto read = [&](const std::optional<AmountReader>& reader,
                        OptionalText& text) -> std::optional<Misread> {
    if (!reader) {
      return std::nullopt;
    }
    const auto amount = reader->read(tokens, row, unit_);
    if (!amount) {
      return amount.error();
    }
    if (*amount) {
      text = (*amount)->view();
    }
    return std::nullopt;
  };
  OptionalText balance;
  if (auto misread = read(balance_, balance)) {
    return misread;
  }
  out.balance = std::move(balance).value_or("");
  for (const auto& [reader, text] :
       {std::pair{&overage_, &out.overage}, std::pair{&overage_limit_, &out.overage_limit},
        std::pair{&headroom_, &out.headroom}}) {
    if (auto misread = read(*reader, *text)) {
      return misread;
    }
  }
  return std::nullopt;
}

std::optional<Misread> EntitlementReader::read_flags(const PageTokens& tokens, std::size_t row,
                                                     Entitlement& out) const {
  const auto enabled = flag_of(overage_enabled_, rule_->overage_enabled, tokens, row);
  const auto reached = flag_of(limit_reached_, rule_->limit_reached, tokens, row);
  if (!enabled || !reached) {
    return !enabled ? enabled.error() : reached.error();
  }
  out.overage_enabled = *enabled;
  out.limit_reached = *reached;
  return std::nullopt;
}

std::expected<Entitlement, Misread> EntitlementReader::read(const PageTokens& tokens,
                                                            std::size_t row) const {
  Entitlement entitlement;
  auto misread = read_texts(tokens, row, entitlement);
  misread = misread ? misread : read_amounts(tokens, row, entitlement);
  misread = misread ? misread : read_flags(tokens, row, entitlement);
  if (misread) {
    return std::unexpected{*misread};
  }
  add_findings(entitlement, overage_limit_.has_value());
  return entitlement;
}

}  // namespace creditkit
