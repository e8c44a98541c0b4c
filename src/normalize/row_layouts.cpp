#include "normalize/row_layouts.hpp"

#include <cstring>

#include "json/scan.hpp"
#include "json/word.hpp"

namespace creditkit {

// Most gaps are one or two words long: a name of 4 to 13 letters, its quotes, colon and comma.
bool RowLayouts::matches(const Gap& gap, const char* it, const char* end) const {
  const char* const text = text_.data() + gap.text;
  const std::size_t size = gap.size;
  if (end - it < static_cast<std::ptrdiff_t>(size < word_size ? word_size : size)) [[unlikely]] {
    return static_cast<std::size_t>(end - it) >= size && std::memcmp(it, text, size) == 0;
  }
  if (size <= word_size) {
    return low_bytes(load_word(it) ^ load_word(text), size) == 0;
  }
  std::size_t at = 0;
  for (; at + word_size < size; at += word_size) {
    if (load_word(it + at) != load_word(text + at)) {
      return false;
    }
  }
  // The last word overlaps the one before it.
  return load_word(it + size - word_size) == load_word(text + size - word_size);
}

[[gnu::always_inline]] inline bool RowLayouts::scan_value(std::string_view body, const Gap& gap,
                                                          Value& value) {
  const char* const begin = value.end;
  const char* const end = body.data() + body.size();
  const auto token = [&](TokenType type, const char* from, const char* to, std::uint32_t flags) {
    value.token = Token{type, static_cast<std::size_t>(from - body.data()),
                        static_cast<std::size_t>(to - from), flags};
  };
  std::uint32_t flags = 0;
  if (*begin == '"') {
    const char* const close = scan_string(begin + 1, end, flags);
    if (close == nullptr) {
      return false;
    }
    token(TokenType::string, begin + 1, close, flags);
    value.end = close + 1;
    return true;
  }
  if (is_digit_byte(*begin) || *begin == '-') {
    const char* const close = scan_number(begin, flags);
    if (close == nullptr) {
      return false;
    }
    token(TokenType::number, begin, close, flags);
    value.end = close;
    return true;
  }
  if (*begin == '{' || *begin == '[') {
    Reader reader{body};
    reader.move_to(begin);
    if (gap.scalar || !reader.value(gap.depth, value.token)) {
      return false;
    }
    value.end = reader.position();
    return true;
  }
  TokenType type = TokenType::absent;
  const char* const close = scan_literal(begin, type);
  if (close == nullptr) {
    return false;
  }
  token(type, begin, close, 0);
  value.end = close;
  return true;
}

const char* RowLayouts::read(std::string_view body, const char* begin, Token* tokens) const {
  const char* const end = body.data() + body.size();
  Value value{.end = begin, .token = {}};
  Index index = gaps_.empty() ? none : 0;
  while (index != none) {
    const Gap& gap = gaps_[index];
    const char* const it = value.end;
    if (!matches(gap, it, end)) {
      index = gap.sibling;
      continue;
    }
    value.end = it + gap.size;
    if (gap.ends) {
      return value.end;
    }
    if (!scan_value(body, gap, value)) [[unlikely]] {
      value.end = it;
      index = gap.sibling;
      continue;
    }
    if (gap.slot != PointerTree::none) {
      tokens[gap.slot] = value.token;
    }
    index = gap.next;
  }
  return nullptr;
}

RowLayouts::Index RowLayouts::find(Index first, std::string_view text, const Leaf* leaf) const {
  for (Index index = first; index != none; index = gaps_[index].sibling) {
    const Gap& gap = gaps_[index];
    const bool same_text = std::string_view{text_}.substr(gap.text, gap.size) == text;
    if (same_text && gap.ends == (leaf == nullptr)) {
      return index;
    }
  }
  return none;
}

RowLayouts::Index RowLayouts::add(std::string_view text, const Leaf* leaf) {
  const auto index = static_cast<Index>(gaps_.size());
  gaps_.push_back({.text = static_cast<std::uint32_t>(text_.size()),
                   .size = static_cast<std::uint16_t>(text.size()),
                   .slot = leaf == nullptr ? PointerTree::none : leaf->slot,
                   .depth = leaf == nullptr ? std::uint8_t{0} : leaf->depth,
                   .scalar = leaf != nullptr && leaf->scalar,
                   .ends = leaf == nullptr});
  text_ += text;
  text_.append(word_size, '\0');
  return index;
}

void RowLayouts::learn(const char* begin, std::span<const Leaf> leaves, const char* end) {
  if (leaves.empty() || gaps_.size() + leaves.size() >= max_gaps) {
    return;
  }
  const char* it = begin;
  for (const Leaf& leaf : leaves) {
    if (static_cast<std::size_t>(leaf.begin - it) > max_gap_size) {
      return;
    }
    it = leaf.end;
  }
  if (static_cast<std::size_t>(end - it) > max_gap_size) {
    return;
  }

  Index before = none;  // the gap before the one that is looked for
  it = begin;
  for (std::size_t i = 0; i <= leaves.size(); ++i) {
    const Leaf* const leaf = i < leaves.size() ? &leaves[i] : nullptr;
    const std::string_view text{it, leaf == nullptr ? end : leaf->begin};
    const Index first = before == none ? (gaps_.empty() ? none : Index{0}) : gaps_[before].next;
    Index index = find(first, text, leaf);
    if (index == none) {
      index = add(text, leaf);
      if (first != none) {
        // Behind the first, which fitted most rows so far.
        gaps_[index].sibling = gaps_[first].sibling;
        gaps_[first].sibling = index;
      } else if (before != none) {
        gaps_[before].next = index;
      }
    }
    before = index;
    it = leaf == nullptr ? end : leaf->end;
  }
}

}  // namespace creditkit
