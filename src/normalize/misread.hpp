#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "json/token.hpp"
#include "model/error.hpp"
#include "normalize/page_tokens.hpp"

namespace creditkit {

/// A member that is not what the definition says it is.
struct Misread {
  const Source* source = nullptr;  ///< where it is, or should be; null where the row's key is meant
  Token found;
  const char* expected = "";     ///< "an amount"
  const char* reason = nullptr;  ///< "has more than 38 significant digits"
};

/// The first fault of a page by row. Columns are checked one after the other, each only up to the
/// first faulty row of those before it, so that what is left is the first fault that a reader of
/// the body meets.
struct FirstFault {
  std::size_t rows = 0;  ///< rows that are still worth checking
  bool found = false;
  Misread misread;  ///< in the row `rows`

  void set(const Misread& fault, std::size_t row) {
    misread = fault;
    found = true;
    rows = row;
  }
};

/// "expected an amount, found nothing", with the real pointer and byte of the member.
[[nodiscard]] Failure failure_of(const FirstFault& fault, const PageTokens& tokens);

/// A format error at a byte of the body, with a message by append_phrase().
[[nodiscard]] Failure failure_at(std::string_view body, std::size_t byte, const char* pattern,
                                 std::initializer_list<std::string_view> values = {});

/// A format error at a byte of the body: "expected …, found …".
[[nodiscard]] Failure format_failure(std::string_view body, std::size_t byte, const char* expected,
                                     std::string_view found);

/// The same of a value.
[[nodiscard]] Failure format_failure(std::string_view body, const Token& found,
                                     const char* expected);

/// "nothing", "null", `the text "x"`, "the number 1e999", "an array": what stands in a message.
/// Long texts are cut.
[[nodiscard]] std::string describe(const Token& token, std::string_view body);

}  // namespace creditkit
