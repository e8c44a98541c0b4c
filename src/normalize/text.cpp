#include "normalize/text.hpp"

#include <algorithm>

#include "json/unescape.hpp"
#include "normalize/same_text.hpp"

namespace creditkit {
namespace {

constexpr std::string_view a_text = "a text, a number or a flag";

std::optional<Misread> fault_in(const Token& token, const Source* source) {
  if (!token.is_scalar()) {
    return Misread{.source = source, .found = token, .expected = a_text, .reason = {}};
  }
  if (token.size() > TextHeap::max_text_size) {
    return Misread{
        .source = source, .found = token, .expected = "a text of at most 1 MiB", .reason = {}};
  }
  return std::nullopt;
}

Misread half_a_character(const Token& token, const Source* source) {
  return {.source = source,
          .found = token,
          .expected = a_text,
          .reason = "has half of a surrogate pair"};
}

/// Adds one value to the heap; false where it has a lone surrogate.
bool add_to_heap(const Token& token, std::string_view body, TextHeap& heap, TextCell& cell) {
  const std::string_view text = token.in(body);
  if (token.type() == TokenType::string && token.has(Token::escaped)) {
    return heap.add_escaped(text, cell);
  }
  const bool ascii = token.type() != TokenType::string || !token.has(Token::non_ascii);
  cell = ascii ? heap.add_from_body(text.data(), text.size()) : heap.add_utf8(text);
  return true;
}

}  // namespace

std::expected<std::optional<std::string>, Misread> text_of(const Token& token,
                                                           const PageTokens& tokens,
                                                           const Source* source) {
  if (token.is_nothing()) {
    return std::nullopt;
  }
  if (const auto fault = fault_in(token, source)) {
    return std::unexpected{*fault};
  }
  std::string text{token.in(tokens.body)};
  if (token.type() == TokenType::string && token.has(Token::escaped)) {
    const auto size = unescape(token.in(tokens.body), text.data());
    if (!size) {
      return std::unexpected{half_a_character(token, source)};
    }
    text.resize(*size);
  }
  return text;
}

void read_text_column(const SlotSources& slots, const Sources& sources, const PageTokens& tokens,
                      bool repeats, TextHeap& heap, TextCell* cells, FirstFault& fault) {
  if (slots.empty()) {
    std::fill_n(cells, tokens.rows, null_cell);
    return;
  }
  Token before;
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = tokens.first(slots, row);
    if (token.is_nothing()) {
      cells[row] = null_cell;
    } else if (repeats && row > 0 && same_text(token, before, tokens.body)) {
      cells[row] = cells[row - 1];
    } else if (const auto misread = fault_in(token, &sources.front())) {
      return fault.set(*misread, tokens, row);
    } else if (!add_to_heap(token, tokens.body, heap, cells[row])) {
      return fault.set(half_a_character(token, &sources.front()), tokens, row);
    }
    before = token;
  }
}

TextReader::TextReader(const TextRule& rule, const std::string* parameter, SlotMap& slots)
    : rule_{&rule}, slots_{slots.bind(rule.from)} {
  fallback_ = parameter != nullptr ? std::optional{*parameter} : rule.constant;
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
  Token before;
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = tokens.first(slots_, row);
    if (token.is_nothing()) {
      if (fallback == null_cell && !required.empty()) {
        return fault.set(missing(token, required), tokens, row);
      }
      cells[row] = fallback;
    } else if (row > 0 && same_text(token, before, tokens.body)) {
      cells[row] = cells[row - 1];
    } else if (const auto misread = fault_in(token, &rule_->from.front())) {
      return fault.set(*misread, tokens, row);
    } else if (!add_to_heap(token, tokens.body, heap, cells[row])) {
      return fault.set(half_a_character(token, &rule_->from.front()), tokens, row);
    } else if (rule_->upper_case) {
      heap.raise_last_case();
    }
    before = token;
  }
}

}  // namespace creditkit
