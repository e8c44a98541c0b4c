#include <optional>
#include <string>

#include "normalize/entitlements.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

std::optional<Decimal> decimal_of(const std::optional<std::string>& text) {
  if (!text) {
    return std::nullopt;
  }
  const auto amount = Decimal::parse(*text);
  return amount ? std::optional{*amount} : std::nullopt;
}

bool is_positive(const Decimal& amount) { return !amount.is_zero() && !amount.is_negative(); }

/// A vendor may state a headroom of nothing where the overage went past the limit.
bool agrees(const Decimal& headroom, const Decimal& left) {
  return compare(headroom, left) == 0 || (headroom.is_zero() && left.is_negative());
}

}  // namespace

void add_findings(Entitlement& entitlement, bool limit_is_known) {
  const std::optional<Decimal> limit = decimal_of(entitlement.overage_limit);
  const std::optional<Decimal> overage = decimal_of(entitlement.overage);
  const std::optional<Decimal> headroom = decimal_of(entitlement.headroom);
  const std::optional<bool> reached = entitlement.limit_reached;
  const auto find = [&](std::string sentence) {
    entitlement.findings.push_back(std::move(sentence));
  };

  if (limit_is_known && !limit && headroom) {
    find("There is no limit, yet a headroom of " + *entitlement.headroom + " is stated.");
  }
  if (limit_is_known && !limit && reached == true && entitlement.overage_enabled == true) {
    find("The limit is said to be reached, yet there is none.");
  }
  if (limit && overage) {
    const auto left = subtract(*limit, *overage);
    if (headroom && left && !agrees(*headroom, *left)) {
      find("The headroom is " + *entitlement.headroom + ", yet the limit " +
           *entitlement.overage_limit + " less the overage " + *entitlement.overage + " is " +
           left->to_string() + ".");
    }
    const bool is_reached = compare(*overage, *limit) >= 0;
    if (reached && *reached != is_reached) {
      find("The limit is said to be " + std::string{*reached ? "reached" : "not reached"} +
           ", yet the overage " + *entitlement.overage + " is " +
           (is_reached ? "not below" : "below") + " the limit " + *entitlement.overage_limit + ".");
    }
  }
  if (headroom && reached == true && is_positive(*headroom)) {
    find("The limit is said to be reached, yet there is headroom of " + *entitlement.headroom +
         ".");
  }
  if (headroom && reached == false && !is_positive(*headroom)) {
    find("The limit is said to be not reached, yet the headroom is " + *entitlement.headroom + ".");
  }
}

}  // namespace creditkit
