#include "json/word.hpp"
#include "normalize/row_layouts.hpp"

namespace creditkit {

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
