#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "json/token.hpp"
#include "model/error.hpp"
#include "normalize/slots.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// A member that is not what the definition says it is.
struct Misread {
  const Source* source = nullptr;  ///< where it is, or should be; null where the row's key is meant
  Token found;
  std::string_view expected;  ///< "an amount"
  std::string_view reason;    ///< "has more than 38 significant digits", or empty
};

/// "expected an amount, found nothing", with the real pointer and byte of the member in `row`.
[[nodiscard]] Failure error_of(const Misread& misread, const PageTokens& tokens, std::size_t row);

/// A format error at a byte of the body.
[[nodiscard]] Failure format_error(std::string_view body, std::size_t byte, std::string message);

/// "nothing", "null", `the text "x"`, "the number 1e999", "an array": what stands in a message.
/// Long texts are cut.
[[nodiscard]] std::string describe(const Token& token, std::string_view body);

/// The first fault of a page by row. Columns are checked one after the other, each only up to the
/// first faulty row of those before it, so that what is left is the first fault that a reader of
/// the body meets.
struct FirstFault {
  std::size_t rows = 0;  ///< rows that are still worth checking
  Failure error;

  void set(const Misread& misread, const PageTokens& tokens, std::size_t row) {
    error = error_of(misread, tokens, row);
    rows = row;
  }
};

}  // namespace creditkit
