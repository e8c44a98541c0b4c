#include "normalize/verdict.hpp"

#include <algorithm>
#include <string>

#include "json/unescape.hpp"
#include "normalize/amount.hpp"
#include "normalize/ascii.hpp"
#include "normalize/misread.hpp"

namespace creditkit {
namespace {

// A sentence for a person; servers have been seen to send whole pages here.
constexpr std::size_t max_vendor_text = 1000;

std::string cut_at_character(std::string text) {
  if (text.size() > max_vendor_text) {
    std::size_t size = max_vendor_text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
      --size;
    }
    text.resize(size);
  }
  return text;
}

std::vector<SlotSource> bind_all(std::span<const Pointer> pointers, SlotMap& slots) {
  std::vector<SlotSource> bound;
  for (const Pointer& pointer : pointers) {
    bound.push_back(slots.bind(Source{.scope = Scope::body, .at = pointer}));
  }
  return bound;
}

/// The first of the members that is a string, or any scalar; empty where none is.
std::string first_text(const std::vector<SlotSource>& sources, const PageTokens* tokens,
                       bool strings_only) {
  for (const SlotSource& source : sources) {
    const Token token = tokens == nullptr ? Token{} : tokens->at(source, 0);
    if (token.type() == TokenType::string) {
      const std::string_view text = token.in(tokens->body);
      return cut_at_character(token.has(Token::escaped) ? unescaped(text) : std::string{text});
    }
    if (!strings_only && !token.is_nothing() && token.is_scalar()) {
      return cut_at_character(std::string{token.in(tokens->body)});
    }
  }
  return {};
}

Refusal meaning_of_status(int status) {
  switch (status) {
    case 401:
      return Refusal::authentication;
    case 403:
      return Refusal::permission;
    case 404:
      return Refusal::not_found;
    case 429:
      return Refusal::rate_limit;
    case 408:
    case 425:
      return Refusal::temporary;
    default:
      return status >= 500 ? Refusal::temporary : Refusal::other;
  }
}

bool is_empty(const Token& token, std::string_view body) {
  const bool is_text_or_number =
      token.type() == TokenType::string || token.type() == TokenType::number;
  if (token.is_nothing() || (is_text_or_number && token.size() == 0)) {
    return true;
  }
  // An array or object without members: nothing but space inside its brackets.
  const std::string_view text = token.in(body);
  return !token.is_scalar() && text.find_first_not_of(" \t\r\n", 1) == text.size() - 1;
}

}  // namespace

std::optional<std::string_view> header_named(const Response& response, std::string_view name) {
  const auto found = std::ranges::find_if(response.headers, [&](const Header& header) {
    return equal_ignoring_case(header.name, name);
  });
  return found == response.headers.end() ? std::nullopt : std::optional{found->value};
}

VerdictReader::VerdictReader(const Operation& operation, SlotMap& slots)
    : operation_{&operation},
      message_{bind_all(operation.error.message, slots)},
      code_{bind_all(operation.error.code, slots)},
      correlation_id_{bind_all(operation.error.correlation_id, slots)} {
  for (const Condition& condition : operation.success) {
    success_.push_back({.condition = &condition,
                        .source = slots.bind(Source{.scope = Scope::body, .at = condition.at})});
  }
}

bool VerdictReader::holds(const BoundCondition& bound, const PageTokens& tokens) const {
  const Token& token = tokens.at(bound.source, 0);
  switch (bound.condition->test) {
    case Condition::Test::equals:
      return std::ranges::any_of(bound.condition->values, [&](const Scalar& scalar) {
        return equals(token, tokens.body, scalar);
      });
    case Condition::Test::absent:
      return token.is_nothing();
    case Condition::Test::empty:
      return is_empty(token, tokens.body);
    case Condition::Test::present:
      return !token.is_nothing();
  }
  return false;
}

Refusal VerdictReader::meaning_of(const Error& error) const {
  const CodeMeaning* const named = operation_->error.meaning_of(error.vendor_code);
  return named == nullptr ? meaning_of_status(error.status) : named->refusal;
}

Failure VerdictReader::refusal(const Response& response, const PageTokens* tokens) const {
  Failure error = failure(ErrorCode::api, {});
  error->status = response.status;
  error->vendor_message = first_text(message_, tokens, true);
  error->vendor_code = first_text(code_, tokens, false);
  error->correlation_id = first_text(correlation_id_, tokens, false);
  if (error->correlation_id.empty() && !operation_->error.correlation_header.empty()) {
    error->correlation_id = cut_at_character(std::string{
        header_named(response, operation_->error.correlation_header).value_or(std::string_view{})});
  }
  error->refusal = meaning_of(*error);
  return error;
}

Failure VerdictReader::refusal_of_status(const Response& response, const PageTokens* tokens) const {
  Failure error = refusal(response, tokens);
  error->message = "the vendor answered with HTTP status " + std::to_string(response.status);
  if (!error->vendor_code.empty()) {
    error->message += ", code " + error->vendor_code;
  }
  if (!error->vendor_message.empty()) {
    error->message += ": " + error->vendor_message;
  }
  return error;
}

Failure VerdictReader::refusal_of_success(const Response& response,
                                          const PageTokens& tokens) const {
  const auto broken = std::ranges::find_if_not(
      success_, [&](const BoundCondition& bound) { return holds(bound, tokens); });
  if (broken == success_.end()) {
    return nullptr;
  }
  Failure error = refusal(response, &tokens);
  const Token& token = tokens.at(broken->source, 0);
  const bool asks_for_member = broken->condition->test == Condition::Test::equals ||
                               broken->condition->test == Condition::Test::present;
  if (asks_for_member && token.type() == TokenType::absent && error->vendor_message.empty() &&
      error->vendor_code.empty()) {
    error =
        format_error(tokens.body, 0,
                     "expected the member that says whether the request succeeded, found nothing");
    error->pointer = broken->condition->at.text;
    return error;
  }
  error->message = "the vendor refused the request";
  if (!error->vendor_code.empty()) {
    error->message += " with code " + error->vendor_code;
  }
  error->message += error->vendor_message.empty() ? ": " + std::string{broken->condition->at.text} +
                                                        " is " + describe(token, tokens.body)
                                                  : ": " + error->vendor_message;
  error->pointer = broken->condition->at.text;
  error->has_pointer = true;
  return error;
}

}  // namespace creditkit
