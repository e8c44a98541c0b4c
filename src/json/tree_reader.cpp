#include "json/tree_reader.hpp"

#include <algorithm>

#include "json/unescape.hpp"

namespace creditkit {

bool TreeReader::read(Reader& reader, std::size_t depth, Token* slots, RowsVisitor* rows) {
  if (++reads_ == 0) {  // all 2^32 numbers are used up: start over
    std::ranges::fill(visited_, 0);
    reads_ = 1;
  }
  slots_ = slots;
  rows_ = rows;
  duplicate_.reset();
  leaves_.clear();
  slot_spans_leaves_ = false;
  const bool done = value(reader, 0, depth);
  if (slot_spans_leaves_) {
    leaves_.clear();
  }
  return done;
}

bool TreeReader::leaf(Reader& reader, const PointerTree::Node* node, std::size_t depth) {
  const char* const begin = reader.position();
  Token token;
  if (!reader.value(depth, token)) {
    return false;
  }
  const PointerTree::Index slot = node == nullptr ? PointerTree::none : node->slot;
  if (slot != PointerTree::none) {
    slots_[slot] = token;
  }
  leaves_.push_back({.begin = begin,
                     .end = reader.position(),
                     .slot = slot,
                     .scalar = node != nullptr && !node->children.empty(),
                     .depth = static_cast<std::uint8_t>(depth)});
  return true;
}

PointerTree::Index TreeReader::child_of(const Reader& reader, const PointerTree::Node& node,
                                        const Token& name) {
  std::string_view text = name.in(reader.body());
  if (name.has(Token::escaped)) {
    name_ = unescaped(text);
    text = name_;
  }
  return PointerTree::child_named(node, text);
}

bool TreeReader::inside(Reader& reader, const PointerTree::Node& node, std::size_t depth) {
  const bool object = reader.peek() == '{';
  const char close = object ? '}' : ']';
  if (!reader.enter(depth)) {
    return false;
  }
  std::size_t index = 0;
  for (bool more = reader.first(close); more; more = reader.next(close)) {
    Token name;
    if (object && !reader.name(name)) {
      return false;
    }
    const PointerTree::Index child =
        object ? child_of(reader, node, name) : PointerTree::child_at(node, index++);
    if (child == PointerTree::none) {
      if (!leaf(reader, nullptr, depth + 1)) {
        return false;
      }
      continue;
    }
    if (visited_[child] == reads_ && !duplicate_) {
      duplicate_ = reader.offset();
    }
    visited_[child] = reads_;
    if (!value(reader, child, depth + 1)) {
      return false;
    }
  }
  return !reader.failed();
}

bool TreeReader::value(Reader& reader, PointerTree::Index index, std::size_t depth) {
  const PointerTree::Node& node = tree_->node(index);
  const char* const begin = reader.position();
  const bool container = *begin == '{' || *begin == '[';
  if (node.is_rows && rows_ != nullptr) {
    if (!rows_->visit_rows(reader, depth)) {
      return false;
    }
    if (!container || node.children.empty()) {
      if (node.slot == PointerTree::none) {
        return true;
      }
      reader.move_to(begin);
      return leaf(reader, &node, depth);
    }
    reader.move_to(begin);  // a pointer leads into the rows too: "/items/0/total"
  }
  if (!container || node.children.empty()) {
    return leaf(reader, &node, depth);
  }
  if (!inside(reader, node, depth)) {
    return false;
  }
  if (node.slot != PointerTree::none) {
    const TokenType type = *begin == '{' ? TokenType::object : TokenType::array;
    slots_[node.slot] = Token{type, static_cast<std::size_t>(begin - reader.body().data()),
                              static_cast<std::size_t>(reader.position() - begin)};
    slot_spans_leaves_ = true;
  }
  return true;
}

}  // namespace creditkit
