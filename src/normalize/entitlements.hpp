#pragma once

#include <expected>
#include <optional>

#include "model/page.hpp"
#include "normalize/amount.hpp"
#include "normalize/misread.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/slots.hpp"
#include "normalize/text.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Reads entitlements, a row each.
class EntitlementReader {
 public:
  /// `rule` outlives the reader.
  EntitlementReader(const EntitlementRule& rule, const ParameterTexts& parameters, SlotMap& slots);

  /// The entitlement of one row, with its findings.
  [[nodiscard]] std::expected<Entitlement, Misread> read(const PageTokens& tokens,
                                                         std::size_t row) const;

 private:
  using OptionalText = std::optional<std::string>;

  [[nodiscard]] std::optional<Misread> read_texts(const PageTokens& tokens, std::size_t row,
                                                  Entitlement& out) const;
  [[nodiscard]] std::optional<Misread> read_amounts(const PageTokens& tokens, std::size_t row,
                                                    Entitlement& out) const;
  [[nodiscard]] std::optional<Misread> read_flags(const PageTokens& tokens, std::size_t row,
                                                  Entitlement& out) const;

  const EntitlementRule* rule_;
  SlotSources id_;
  SlotSources name_;
  TextReader unit_;
  AmountReader balance_;
  std::optional<AmountReader> overage_;
  SlotSources overage_enabled_;
  std::optional<AmountReader> overage_limit_;
  std::optional<AmountReader> headroom_;
  SlotSources limit_reached_;
};

/// Appends what the vendor's statements about one entitlement contradict each other in, a sentence
/// each. `limit_is_known`: the definition names the member of the limit, so that its absence means
/// "unlimited".
void add_findings(Entitlement& entitlement, bool limit_is_known);

}  // namespace creditkit
