#include "normalize/text.hpp"

#include <algorithm>

#include "json/unescape.hpp"
#include "normalize/recent_texts.hpp"
#include "normalize/text_cell.hpp"

namespace creditkit {

Misread misread_of(TextFault fault, const Token& token, const Source* source) {
  const bool too_long = fault == TextFault::too_long;
  return {.source = source,
          .found = token,
          .expected = too_long ? "a text of at most 1 MiB" : "a text, a number or a flag",
          .reason = fault == TextFault::half_character ? "has half of a surrogate pair" : ""};
}

std::expected<std::optional<std::string>, Misread> text_of(const Token& token,
                                                           const PageTokens& tokens,
                                                           const Source* source) {
  if (token.is_nothing()) {
    return std::nullopt;
  }
  if (!token.is_scalar() || token.size() > TextHeap::max_text_size) {
    const TextFault fault = token.is_scalar() ? TextFault::too_long : TextFault::not_scalar;
    return std::unexpected{misread_of(fault, token, source)};
  }
  std::string text{token.in(tokens.body)};
  if (token.type() == TokenType::string && token.has(Token::escaped)) {
    const auto size = unescape(token.in(tokens.body), text.data());
    if (!size) {
      return std::unexpected{misread_of(TextFault::half_character, token, source)};
    }
    text.resize(*size);
  }
  return text;
}

void read_text_column(const SlotSources& slots, const Sources& sources, const PageTokens& tokens,
                      TextHeap& heap, TextCell* cells, FirstFault& fault) {
  if (slots.empty()) {
    std::fill_n(cells, tokens.rows, null_cell);
    return;
  }
  const PageTokens::Column column = tokens.column(slots);
  RecentTexts<TextCell> recent{tokens.body};
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = column[row];
    if (token.is_nothing()) {
      cells[row] = null_cell;
    } else if (const TextCell* const cell = recent.find(token)) {
      cells[row] = *cell;
    } else if (const TextFault misread = add_text(token, tokens.body, heap, cells[row]);
               misread == TextFault::none) {
      recent.keep(token, cells[row]);
    } else {
      return fault.set(misread_of(misread, token, &sources.front()), tokens, row);
    }
  }
}

TextReader::TextReader(const TextRule& rule, const std::string* parameter, SlotMap& slots)
    : rule_{&rule}, slots_{slots.bind(rule.from)} {
  if (parameter != nullptr) {
    fallback_ = *parameter;
  } else if (!rule.constant.empty()) {
    fallback_ = rule.constant;
  }
  if (fallback_ && rule.upper_case) {
    raise_case(fallback_->data(), fallback_->size());
  }
}

std::expected<std::optional<std::string>, Misread> TextReader::read(const PageTokens& tokens,
                                                                    std::size_t row) const {
  if (slots_.empty()) {
    return fallback_;
  }
  auto text = text_of(tokens.first(slots_, row), tokens, &rule_->from.front());
  if (!text || *text) {
    if (text && rule_->upper_case) {
      raise_case((*text)->data(), (*text)->size());
    }
    return text;
  }
  return fallback_;
}

Misread TextReader::missing(const Token& found, std::string_view expected) const {
  const Source* const source = rule_->from.empty() ? nullptr : &rule_->from.front();
  return {.source = source, .found = found, .expected = expected, .reason = {}};
}

std::expected<std::string, Misread> TextReader::read_required(const PageTokens& tokens,
                                                              std::size_t row,
                                                              std::string_view expected) const {
  auto text = read(tokens, row);
  if (!text) {
    return std::unexpected{text.error()};
  }
  if (!*text) {
    return std::unexpected{missing(tokens.first(slots_, row), expected)};
  }
  return std::move(**text);
}

void TextReader::read_column(const PageTokens& tokens, std::string_view required, TextHeap& heap,
                             TextCell* cells, FirstFault& fault) const {
  const TextCell fallback = fallback_ && tokens.rows > 0 ? heap.add_utf8(*fallback_) : null_cell;
  if (slots_.empty()) {
    std::fill_n(cells, tokens.rows, fallback);
    return;
  }
  const PageTokens::Column column = tokens.column(slots_);
  RecentTexts<TextCell> recent{tokens.body};
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = column[row];
    if (token.is_nothing()) {
      if (fallback == null_cell && !required.empty()) {
        return fault.set(missing(token, required), tokens, row);
      }
      cells[row] = fallback;
    } else if (const TextCell* const cell = recent.find(token)) {
      cells[row] = *cell;
    } else if (const TextFault misread = add_text(token, tokens.body, heap, cells[row]);
               misread == TextFault::none) {
      if (rule_->upper_case) {
        heap.raise_last_case();
      }
      recent.keep(token, cells[row]);
    } else {
      return fault.set(misread_of(misread, token, &rule_->from.front()), tokens, row);
    }
  }
}

}  // namespace creditkit
