#include "normalize/signals.hpp"

#include <string>

#include "json/text.hpp"
#include "normalize/column_reader.hpp"
#include "normalize/link_header.hpp"
#include "normalize/misread.hpp"
#include "normalize/verdict.hpp"
#include "value/ascii.hpp"

namespace creditkit {
namespace {

using Cursor = PagingRule::CursorFrom;

bool takes_cursor_from_response(const PagingRule& rule) {
  return rule.kind == PagingRule::Kind::token || rule.kind == PagingRule::Kind::url;
}

/// Digits and nothing else, up to what a double, as which it is shown, holds exactly.
bool parse_count(std::string_view text, std::uint64_t& count) {
  constexpr std::uint64_t most = (1ULL << 53U) - 1;
  count = 0;
  for (const char c : text) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (c < '0' || c > '9' || count > (most - digit) / 10) {
      return false;
    }
    count = count * 10 + digit;
  }
  return !text.empty();
}

/// A whole number as a number or as a text.
Failure read_count(Index place, const PageTokens& tokens, std::optional<std::uint64_t>& count) {
  const Token token = tokens.first(place, 0);
  std::uint64_t value = 0;
  if (token.is_nothing()) {
    return nullptr;
  }
  std::string room;
  if (!token.is_scalar() || !parse_count(text_of(token, tokens.body, room), value)) {
    return format_failure(tokens.body, token, "a count");
  }
  count = value;
  return nullptr;
}

}  // namespace

SignalReader::SignalReader(const PagingRule& rule, SlotMap& slots) : rule_{&rule} {
  const auto bind = [&slots](const Pointer* pointer) {
    return pointer != nullptr ? slots.bind(Table::body, *pointer) : none;
  };
  if (rule.kind == PagingRule::Kind::last_row) {
    cursor_ = slots.bind(Table::row, rule.cursor_at);
  } else if (takes_cursor_from_response(rule) && rule.cursor_from == Cursor::body) {
    cursor_ = slots.bind(Table::body, rule.cursor_at);
  }
  more_ = bind(rule.more);
  total_ = bind(rule.total);
  total_pages_ = bind(rule.total_pages);
}

void SignalReader::read_cursor(const Response& response, const PageTokens& tokens,
                               PageSignals& signals) const {
  if (cursor_ != none) {
    const bool of_row = rule_->kind == PagingRule::Kind::last_row;
    if (of_row && tokens.rows == 0) {
      return;
    }
    const Token token = tokens.first(cursor_, of_row ? tokens.rows - 1 : 0);
    if (token.type() != TokenType::absent) {
      signals.cursor = token.json_in(tokens.body);
    }
    return;
  }
  if (!takes_cursor_from_response(*rule_)) {
    return;
  }
  std::string_view text;
  if (rule_->cursor_from == Cursor::header) {
    text = header_named(response, rule_->cursor_header);
  } else {
    for (const Header& header : response.headers) {
      if (text.data() == nullptr && equal_ignoring_case(header.name, "link") &&
          !next_link(header.value, text)) {
        signals.cursor = unreadable_cursor;
        return;
      }
    }
  }
  if (text.data() != nullptr) {
    append_json_string(signals.cursor.emplace(), text);
  }
}

Failure SignalReader::read(const Response& response, const PageTokens& tokens,
                           PageSignals& signals) const {
  read_cursor(response, tokens, signals);
  if (const Token token = tokens.first(more_, 0); !token.is_nothing()) {
    const bool more = token.type() == TokenType::boolean_true;
    if (!more && token.type() != TokenType::boolean_false) {
      return format_failure(tokens.body, token, "true or false");
    }
    signals.more = more;
  }
  Failure error = read_count(total_, tokens, signals.total);
  return error ? std::move(error) : read_count(total_pages_, tokens, signals.total_pages);
}

}  // namespace creditkit
