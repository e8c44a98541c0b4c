#include "normalize/misread.hpp"

#include "json/place.hpp"
#include "json/text.hpp"

namespace creditkit {
namespace {

// Enough to recognise a value by, and short enough for one line.
constexpr std::size_t max_quoted = 40;

/// Where a missing member should be: behind its row, its parent or the root.
std::size_t owner_of(Scope scope, const PageTokens& tokens, std::size_t row) {
  if (scope == Scope::row) {
    return tokens.at({.slot = SlotMap::span, .table = Table::row}, row).begin();
  }
  return scope == Scope::parent
             ? tokens.at({.slot = SlotMap::span, .table = Table::parent}, row).begin()
             : 0;
}

}  // namespace

std::string describe(const Token& token, std::string_view body) {
  if (token.type() == TokenType::absent) {
    return "nothing";
  }
  if (!token.is_scalar()) {
    return token.type() == TokenType::array ? "an array" : "an object";
  }
  const std::string_view whole = token.in(body);
  const std::string_view text = cut_at_character(whole, max_quoted);
  const std::string_view rest = text.size() < whole.size() ? "…" : "";
  const char* const pattern = token.type() == TokenType::number   ? "the number @@"
                              : token.type() == TokenType::string ? "the text \"@@\""
                                                                  : "@";  // null, true, false
  std::string description;
  append_phrase(description, pattern, {text, rest});
  return description;
}

Failure failure_at(std::string_view body, std::size_t byte, const char* pattern,
                   std::initializer_list<std::string_view> values) {
  Failure error = failure(ErrorCode::format, pattern, values);
  error->has_pointer = true;
  error->byte = byte;
  error->pointer = pointer_at(body, byte);
  return error;
}

Failure format_failure(std::string_view body, std::size_t byte, const char* expected,
                       std::string_view found) {
  return failure_at(body, byte, "expected @, found @", {expected, found});
}

Failure format_failure(std::string_view body, const Token& found, const char* expected) {
  return format_failure(body, found.begin(), expected, describe(found, body));
}

Failure failure_of(const FirstFault& fault, const PageTokens& tokens) {
  const Misread& misread = fault.misread;
  const bool missing = misread.found.type() == TokenType::absent && misread.source != nullptr;
  const std::size_t byte =
      missing ? owner_of(misread.source->scope, tokens, fault.rows) : misread.found.begin();
  Failure error =
      failure_at(tokens.body, byte,
                 misread.reason == nullptr ? "expected @, found @" : "expected @, found @, which @",
                 {misread.expected, describe(misread.found, tokens.body),
                  misread.reason == nullptr ? "" : misread.reason});
  if (missing) {
    const std::string_view pointer = misread.source->at.text;
    if (misread.source->scope == Scope::body) {
      error->pointer = pointer;
    } else {
      error->pointer += pointer;
    }
  }
  return error;
}

}  // namespace creditkit
