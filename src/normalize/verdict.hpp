#pragma once

#include <string_view>

#include "model/error.hpp"
#include "normalize/normalizer.hpp"
#include "normalize/page_tokens.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Tells a vendor's refusal from an answer, and says what it means.
class VerdictReader {
 public:
  /// `operation` outlives the reader.
  VerdictReader(const Operation& operation, SlotMap& slots);

  /// The refusal of a status of 400 or more. `tokens`: null where the body is no JSON.
  [[nodiscard]] Failure refusal_of_status(const Response& response, const PageTokens* tokens) const;

  /// The refusal of a 2xx whose body does not meet the success rule. A body that lacks the member
  /// that the rule looks at, and any word of an error, is no refusal but a format error.
  [[nodiscard]] Failure refusal_of_success(const Response& response,
                                           const PageTokens& tokens) const;

 private:
  [[nodiscard]] Failure refusal(const Response& response, const PageTokens* tokens) const;

  const Operation* operation_;
  Index success_;  ///< a place for each condition
  Index message_;
  Index code_;
  Index correlation_id_;
};

/// The value of the first header of this name, in any case; without data where there is none.
[[nodiscard]] std::string_view header_named(const Response& response, std::string_view name);

}  // namespace creditkit
