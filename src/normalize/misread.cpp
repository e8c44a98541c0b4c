#include "normalize/misread.hpp"

#include <utility>

#include "json/place.hpp"

namespace creditkit {
namespace {

// Enough to recognise a value by, and short enough for one line.
constexpr std::size_t max_quoted = 40;

std::string cut(std::string_view text) {
  if (text.size() <= max_quoted) {
    return std::string{text};
  }
  std::size_t size = max_quoted;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    --size;  // not inside a character
  }
  return std::string{text.substr(0, size)} + "…";
}

/// Where a missing member should be: behind its row, its parent or the root.
std::size_t owner_of(const Misread& misread, const PageTokens& tokens, std::size_t row) {
  const Scope scope = misread.source->scope;
  if (scope == Scope::row) {
    return tokens.row_tokens[row * tokens.row_width + tokens.row_span].begin();
  }
  if (scope == Scope::parent) {
    return tokens.parent_tokens[tokens.parent_of[row] * tokens.parent_width + tokens.parent_span]
        .begin();
  }
  return 0;
}

}  // namespace

std::string describe(const Token& token, std::string_view body) {
  switch (token.type()) {
    case TokenType::absent:
      return "nothing";
    case TokenType::null:
      return "null";
    case TokenType::boolean_false:
      return "false";
    case TokenType::boolean_true:
      return "true";
    case TokenType::number:
      return "the number " + cut(token.in(body));
    case TokenType::string:
      return "the text \"" + cut(token.in(body)) + '"';
    case TokenType::array:
      return "an array";
    case TokenType::object:
      return "an object";
  }
  return "nothing";
}

Failure format_error(std::string_view body, std::size_t byte, std::string message) {
  Failure error = failure(ErrorCode::format, {message});
  error->has_pointer = true;
  error->byte = byte;
  error->pointer = pointer_at(body, byte);
  return error;
}

Failure error_of(const Misread& misread, const PageTokens& tokens, std::size_t row) {
  std::string message = "expected " + std::string{misread.expected} + ", found " +
                        describe(misread.found, tokens.body);
  if (!misread.reason.empty()) {
    message += ", which ";
    message += misread.reason;
  }
  if (misread.found.type() != TokenType::absent || misread.source == nullptr) {
    return format_error(tokens.body, misread.found.begin(), std::move(message));
  }
  const std::size_t owner = owner_of(misread, tokens, row);
  Failure error = format_error(tokens.body, owner, std::move(message));
  if (misread.source->scope == Scope::body) {
    error->pointer.clear();
  }
  error->pointer += misread.source->at.text;
  return error;
}

}  // namespace creditkit
