#pragma once

#include <optional>
#include <vector>

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/amount.hpp"
#include "normalize/kind.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/slots.hpp"
#include "normalize/text.hpp"
#include "normalize/time.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Turns the tokens of a page's rows into columns, one column after the other.
class EntryReader {
 public:
  /// `rule` and `parameters` outlive the reader.
  EntryReader(const EntryRule& rule, const ParameterTexts& parameters, SlotMap& slots);

  /// The error is the page's first faulty row's.
  [[nodiscard]] Failure read(const PageTokens& tokens, bool include_raw, Page& page);

 private:
  void hash_rows(const PageTokens& tokens, Page& page) const;

  const EntryRule* rule_;
  SlotSources id_;
  SlotSources identity_;  ///< each counts, so these are no alternatives
  TextReader account_;
  TextReader unit_;
  AmountReader amount_;
  KindReader kind_;
  std::optional<AmountReader> balance_after_;
  std::optional<TimeReader> time_;
  SlotSources description_;
  SlotSources reference_;
  std::vector<std::uint8_t> negatives_;
};

/// The value of the rule's parameter, or null where it names none or the caller gave none.
[[nodiscard]] const std::string* parameter_of(const TextRule& rule,
                                              const ParameterTexts& parameters);

}  // namespace creditkit
