#include "normalize/verdict.hpp"

#include <string>

#include "json/scan.hpp"
#include "json/text.hpp"
#include "normalize/column_reader.hpp"
#include "normalize/misread.hpp"
#include "value/ascii.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

// A sentence for a person; servers have been seen to send whole pages here.
constexpr std::size_t max_vendor_text = 1000;

/// Reads the first of the members that is a string, or any scalar; leaves `text` where none is.
void read_first(Index places, const PageTokens* tokens, bool strings_only, std::string& text) {
  if (tokens == nullptr || places == none) {
    return;
  }
  for (const Place* place = tokens->slots->place(places);; ++place) {
    const Token& token = tokens->at(*place, 0);
    if (token.type() == TokenType::string ||
        (!strings_only && token.is_scalar() && !token.is_nothing())) {
      std::string room;
      text = cut_at_character(text_of(token, tokens->body, room), max_vendor_text);
      return;
    }
    if (place->last) {
      return;
    }
  }
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
  if (token.is_nothing() || (token.is_scalar() && token.size() == 0)) {
    return true;
  }
  // An array or object without members: nothing but space inside its brackets.
  const std::string_view text = token.in(body);
  return !token.is_scalar() && skip_space(&text[1]) == &text.back();
}

bool holds(const Condition& condition, const Token& token, std::string_view body) {
  switch (condition.test) {
    case Condition::Test::equals:
      return is_one_of(token, body, condition.values);
    case Condition::Test::absent:
      return token.is_nothing();
    case Condition::Test::empty:
      return is_empty(token, body);
    case Condition::Test::present:
      return !token.is_nothing();
  }
  return false;
}

/// The first of their places.
Index add_conditions(const Operation& operation, SlotMap& slots) {
  const Index first = slots.next_place();
  for (const Condition& condition : operation.success) {
    slots.add_body(condition.at);
  }
  return first;
}

}  // namespace

std::string_view header_named(const Response& response, std::string_view name) {
  for (const Header& header : response.headers) {
    if (equal_ignoring_case(header.name, name)) {
      return header.value.data() == nullptr ? "" : header.value;
    }
  }
  return {};
}

VerdictReader::VerdictReader(const Operation& operation, SlotMap& slots)
    : operation_{&operation},
      success_{add_conditions(operation, slots)},
      message_{slots.bind_body(operation.error.message)},
      code_{slots.bind_body(operation.error.code)},
      correlation_id_{slots.bind_body(operation.error.correlation_id)} {}

Failure VerdictReader::refusal(const Response& response, const PageTokens* tokens) const {
  const ErrorRule& rule = operation_->error;
  Failure error = failure(ErrorCode::api, "");
  read_first(message_, tokens, true, error->vendor_message);
  read_first(code_, tokens, false, error->vendor_code);
  read_first(correlation_id_, tokens, false, error->correlation_id);
  if (error->correlation_id.empty() && !rule.correlation_header.empty()) {
    error->correlation_id =
        cut_at_character(header_named(response, rule.correlation_header), max_vendor_text);
  }
  const std::string_view code = error->vendor_code;
  const CodeMeaning* const meaning = code.empty() ? nullptr : rule.meaning_of(code);
  error->refusal = meaning == nullptr ? meaning_of_status(response.status) : meaning->refusal;
  return error;
}

Failure VerdictReader::refusal_of_status(const Response& response, const PageTokens* tokens) const {
  Failure error = refusal(response, tokens);
  append_phrase(error->message, "the vendor answered with HTTP status @@@@@",
                {CountText{static_cast<std::uint64_t>(response.status)},
                 error->vendor_code.empty() ? "" : ", code ", error->vendor_code,
                 error->vendor_message.empty() ? "" : ": ", error->vendor_message});
  return error;
}

Failure VerdictReader::refusal_of_success(const Response& response,
                                          const PageTokens& tokens) const {
  Index place = success_;
  for (const Condition& condition : operation_->success) {
    const Token& token = tokens.at(*tokens.slots->place(place++), 0);
    if (holds(condition, token, tokens.body)) {
      continue;
    }
    Failure error = refusal(response, &tokens);
    const std::string_view pointer = condition.at.text;
    const bool asks_for_member =
        condition.test == Condition::Test::equals || condition.test == Condition::Test::present;
    const bool silent = error->vendor_message.empty();
    if (asks_for_member && token.type() == TokenType::absent && silent &&
        error->vendor_code.empty()) {
      error =
          failure_at(tokens.body, 0,
                     "expected the member that says whether the request succeeded, found nothing");
    } else {
      append_phrase(error->message,
                    silent ? "the vendor refused the request@@: @ is @"
                           : "the vendor refused the request@@: @",
                    {error->vendor_code.empty() ? "" : " with code ", error->vendor_code,
                     silent ? pointer : error->vendor_message, describe(token, tokens.body)});
    }
    error->pointer = pointer;
    error->has_pointer = true;
    return error;
  }
  return nullptr;
}

}  // namespace creditkit
