#pragma once

#include <expected>
#include <optional>
#include <vector>

#include "model/page.hpp"
#include "normalize/amount.hpp"
#include "normalize/misread.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/slots.hpp"
#include "normalize/text.hpp"
#include "normalize/time.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Reads a balance from the body's root.
class BalanceReader {
 public:
  /// `rule` outlives the reader. `required`: a body without the balance is a fault; otherwise it
  /// has none.
  BalanceReader(const BalanceRule& rule, const ParameterTexts& parameters, bool required,
                SlotMap& slots);

  [[nodiscard]] std::expected<std::optional<Balance>, Misread> read(const PageTokens& tokens) const;

 private:
  struct Part {
    const BalancePartRule* rule;
    TextReader unit;
    AmountReader amount;
  };

  [[nodiscard]] std::optional<Misread> read_parts(const PageTokens& tokens, Balance& balance) const;

  bool required_;
  AmountReader available_;
  TextReader unit_;
  TextReader account_;
  std::vector<Part> parts_;
  std::optional<TimeReader> time_;
};

}  // namespace creditkit
