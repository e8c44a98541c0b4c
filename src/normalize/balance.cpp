#include "normalize/balance.hpp"

#include <string>

#include "normalize/entries.hpp"

namespace creditkit {

BalanceReader::BalanceReader(const BalanceRule& rule, const ParameterTexts& parameters,
                             bool required, SlotMap& slots)
    : required_{required},
      available_{rule.available, slots},
      unit_{rule.unit, parameter_of(rule.unit, parameters), slots},
      account_{rule.account, parameter_of(rule.account, parameters), slots} {
  for (const BalancePartRule& part : rule.parts) {
    parts_.push_back({.rule = &part,
                      .unit = {part.unit, parameter_of(part.unit, parameters), slots},
                      .amount = {part.amount, slots}});
  }
  if (rule.time) {
    time_.emplace(*rule.time, slots);
  }
}

std::optional<Misread> BalanceReader::read_parts(const PageTokens& tokens, Balance& balance) const {
  for (const Part& part : parts_) {
    const auto amount = part.amount.read(tokens, 0, part.unit);
    if (!amount) {
      return amount.error();
    }
    if (!*amount) {
      continue;
    }
    auto unit = part.unit.read_required(tokens, 0, "a unit");
    if (!unit) {
      return unit.error();
    }
    balance.parts.push_back(
        {.name = std::string{part.rule->name},
         .quantity = {.amount = std::string{(*amount)->view()}, .unit = std::move(*unit)}});
  }
  return std::nullopt;
}

std::expected<std::optional<Balance>, Misread> BalanceReader::read(const PageTokens& tokens) const {
  if (!required_ && available_.is_absent(tokens, 0)) {
    return std::nullopt;
  }
  const auto available = available_.read(tokens, 0, unit_);
  if (!available) {
    return std::unexpected{available.error()};
  }
  auto unit = unit_.read_required(tokens, 0, "a unit");
  auto account = account_.read(tokens, 0);
  auto time = time_ ? time_->read(tokens, 0) : std::optional<TimeReader::Reading>{};
  if (!unit || !account || !time) {
    return std::unexpected{!unit ? unit.error() : !account ? account.error() : time.error()};
  }
  if (!*available) {
    return std::nullopt;
  }
  Balance balance{
      .available = {.amount = std::string{(*available)->view()}, .unit = std::move(*unit)},
      .account = std::move(*account),
      .parts = {},
      .at = {},
      .at_text = {}};
  if (*time) {
    balance.at = static_cast<double>((*time)->instant.epoch_ms);
    balance.at_text = std::move((*time)->text);
  }
  if (const auto misread = read_parts(tokens, balance)) {
    return std::unexpected{*misread};
  }
  return balance;
}

}  // namespace creditkit
