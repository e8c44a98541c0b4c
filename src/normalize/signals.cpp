#include "normalize/signals.hpp"

#include <charconv>
#include <string>

#include "json/text.hpp"
#include "normalize/ascii.hpp"
#include "normalize/link_header.hpp"
#include "normalize/misread.hpp"
#include "normalize/verdict.hpp"

namespace creditkit {
namespace {

using Cursor = PagingRule::CursorFrom;

Source in_body(const Pointer& pointer) { return {.scope = Scope::body, .at = pointer}; }

bool takes_cursor_from_response(const PagingRule& rule) {
  return rule.kind == PagingRule::Kind::token || rule.kind == PagingRule::Kind::url;
}

/// A whole number as a number or as a text.
Failure read_count(const std::optional<SlotSource>& source, const PageTokens& tokens,
                   std::optional<std::uint64_t>& count) {
  const Token token = source ? tokens.at(*source, 0) : Token{};
  count.reset();
  if (token.is_nothing()) {
    return nullptr;
  }
  const std::string_view text = token.in(tokens.body);
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_text = token.type() == TokenType::number || token.type() == TokenType::string;
  if (!is_text || text.empty() || error != std::errc{} || stop != text.data() + text.size()) {
    return format_error(tokens.body, token.begin(),
                        "expected a count, found " + describe(token, tokens.body));
  }
  count = value;
  return nullptr;
}

void set_json_string(std::optional<std::string>& cursor, std::string_view text) {
  cursor.emplace();
  append_json_string(*cursor, text);
}

}  // namespace

SignalReader::SignalReader(const PagingRule& rule, SlotMap& slots) : rule_{&rule} {
  if (rule.kind == PagingRule::Kind::last_row) {
    cursor_ = slots.bind(Source{.scope = Scope::row, .at = rule.cursor_at});
  } else if (takes_cursor_from_response(rule) && rule.cursor_from == Cursor::body) {
    cursor_ = slots.bind(in_body(rule.cursor_at));
  }
  const auto bind = [&](const Pointer* pointer, std::optional<SlotSource>& source) {
    if (pointer) {
      source = slots.bind(in_body(*pointer));
    }
  };
  bind(rule.more, more_);
  bind(rule.total, total_);
  bind(rule.total_pages, total_pages_);
}

void SignalReader::read_cursor(const Response& response, const PageTokens& tokens,
                               PageSignals& signals) const {
  signals.cursor.reset();
  if (cursor_) {
    const bool of_row = cursor_->table == SlotSource::Table::row;
    if (of_row && tokens.rows == 0) {
      return;
    }
    const Token& token = tokens.at(*cursor_, of_row ? tokens.rows - 1 : 0);
    if (token.type() != TokenType::absent) {
      signals.cursor = token.json_in(tokens.body);
    }
    return;
  }
  if (!takes_cursor_from_response(*rule_)) {
    return;
  }
  if (rule_->cursor_from == Cursor::header) {
    if (const auto value = header_named(response, rule_->cursor_header)) {
      set_json_string(signals.cursor, *value);
    }
    return;
  }
  for (const Header& header : response.headers) {
    if (equal_ignoring_case(header.name, "link") && !signals.cursor) {
      if (const auto target = link_target(header.value, "next")) {
        set_json_string(signals.cursor, *target);
      }
    }
  }
}

Failure SignalReader::read(const Response& response, const PageTokens& tokens,
                           PageSignals& signals) const {
  read_cursor(response, tokens, signals);
  signals.more.reset();
  if (const Token token = more_ ? tokens.at(*more_, 0) : Token{}; !token.is_nothing()) {
    if (token.type() != TokenType::boolean_true && token.type() != TokenType::boolean_false) {
      return format_error(tokens.body, token.begin(),
                          "expected true or false, found " + describe(token, tokens.body));
    }
    signals.more = token.type() == TokenType::boolean_true;
  }
  if (auto error = read_count(total_, tokens, signals.total)) {
    return error;
  }
  return read_count(total_pages_, tokens, signals.total_pages);
}

}  // namespace creditkit
