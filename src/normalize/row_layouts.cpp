#include "normalize/row_layouts.hpp"

#include <cstring>

#include "json/reader.hpp"
#include "json/scan.hpp"
#include "json/word.hpp"

namespace creditkit {

// Most gaps are one or two words long: a name of 4 to 12 letters, its quotes, colon and comma.
[[gnu::always_inline]] inline bool RowLayouts::matches(const Gap& gap, const char* it,
                                                       const char* end) const {
  const std::size_t size = gap.size;
  if (size < word_size) {
    return low_bytes(load_word(it) ^ gap.first, size) == 0;
  }
  return load_word(it) == gap.first && static_cast<std::size_t>(end - it) >= size &&
         load_word(it + size - word_size) == gap.last &&
         (size <= 2 * word_size || std::memcmp(it + word_size, text_.data() + gap.text + word_size,
                                               size - 2 * word_size) == 0);
}

namespace {

/// Reads an array or object whole; where it ends, or nullptr.
[[gnu::noinline]] const char* read_container(const char* begin, std::string_view body,
                                             std::size_t depth, Token& token) {
  Reader reader{body};
  reader.move_to(begin);
  return reader.value(depth, token) ? reader.position() : nullptr;
}

}  // namespace

const char* RowLayouts::read(std::string_view body, const char* begin, Token* tokens) const {
  const char* const end = body.data() + body.size();
  const Gap* const gaps = gaps_.data();
  const char* it = begin;
  Index index = gaps_.empty() ? none : 0;
  while (index != none) {
    const Gap& gap = gaps[index];
    if (!matches(gap, it, end)) [[unlikely]] {
      index = gap.sibling;
      continue;
    }
    const char* const value = it + gap.size;
    if (gap.ends) {
      return value;
    }
    const bool container = *value == '{' || *value == '[';
    Token token;
    const char* after = nullptr;
    if (!container) [[likely]] {
      after = scan_scalar<true>(value, body.data(), end, token);
    } else if (!gap.scalar) {
      Token whole;  // its address is taken; `token` stays in registers
      after = read_container(value, body, gap.depth, whole);
      token = whole;
    }
    if (after == nullptr) [[unlikely]] {
      index = gap.sibling;
      continue;
    }
    if (gap.slot != none) {
      tokens[gap.slot] = token;
    }
    it = after;
    index = gap.next;
  }
  return nullptr;
}

Index RowLayouts::find(Index first, std::string_view text, const Leaf* leaf) const {
  for (Index index = first; index != none; index = gaps_[index].sibling) {
    const Gap& gap = gaps_[index];
    const bool same_text = std::string_view{text_.data() + gap.text, gap.size} == text;
    if (same_text && gap.ends == (leaf == nullptr)) {
      return index;
    }
  }
  return none;
}

Index RowLayouts::add(std::string_view text, const Leaf* leaf) {
  const auto index = static_cast<Index>(gaps_.size());
  const bool has_last = text.size() >= word_size;
  gaps_.push_back({.first = load_word(text.data()),
                   .last = has_last ? load_word(text.data() + text.size() - word_size) : 0,
                   .text = static_cast<std::uint32_t>(text_.size()),
                   .size = static_cast<std::uint16_t>(text.size()),
                   .slot = leaf == nullptr ? none : leaf->slot,
                   .depth = leaf == nullptr ? std::uint8_t{0} : leaf->depth,
                   .scalar = leaf != nullptr && leaf->scalar,
                   .ends = leaf == nullptr});
  text_.resize(text_.size() + text.size());
  text.copy(text_.end() - text.size(), text.size());
  return index;
}

void RowLayouts::learn(const char* begin, std::span<const Leaf> leaves, const char* end) {
  if (gaps_.size() + leaves.size() >= max_gaps) {
    return;
  }
  Index before = none;  // the gap before the one that is looked for
  const char* it = begin;
  for (std::size_t i = 0; i <= leaves.size(); ++i) {
    const Leaf* const leaf = i < leaves.size() ? &leaves[i] : nullptr;
    const std::string_view text{it, leaf == nullptr ? end : leaf->begin};
    if (text.size() > max_gap_size) {
      return;  // what was learned leads to no end, and so to a strict reading
    }
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
