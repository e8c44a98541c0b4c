#pragma once

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/page_tokens.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Reads what a page says about the pages after it.
class SignalReader {
 public:
  /// `rule` outlives the reader.
  SignalReader(const PagingRule& rule, SlotMap& slots);

  [[nodiscard]] Failure read(const Response& response, const PageTokens& tokens,
                             PageSignals& signals) const;

 private:
  void read_cursor(const Response& response, const PageTokens& tokens, PageSignals& signals) const;

  const PagingRule* rule_;
  Index cursor_ = none;
  Index more_;
  Index total_;
  Index total_pages_;
};

}  // namespace creditkit
