#include "json/pointer_tree.hpp"

#include <charconv>

namespace creditkit {
namespace {

/// RFC 6901 section 4: an array index is written without leading zeros.
std::size_t array_index(std::string_view token) {
  std::size_t index = PointerTree::no_index;
  const char* const end = token.data() + token.size();
  const bool leading_zero = token.size() > 1 && token.front() == '0';
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  return error == std::errc{} && stop == end && !leading_zero ? index : PointerTree::no_index;
}

}  // namespace

PointerTree::Index PointerTree::child_named(const Node& node, std::string_view name) {
  for (const Child& child : node.children) {
    if (child.name == name) {
      return child.node;
    }
  }
  return none;
}

PointerTree::Index PointerTree::child_at(const Node& node, std::size_t index) {
  for (const Child& child : node.children) {
    if (child.index == index) {
      return child.node;
    }
  }
  return none;
}

PointerTree::Index PointerTree::node_at(const Pointer& pointer) {
  Index at = 0;
  for (const std::string_view token : pointer.tokens) {
    Index next = child_named(nodes_[at], token);
    if (next == none) {
      next = static_cast<Index>(nodes_.size());
      nodes_[at].children.push_back(
          {.name = std::string{token}, .index = array_index(token), .node = next});
      nodes_.emplace_back();
    }
    at = next;
  }
  return at;
}

PointerTree::Index PointerTree::slot_of(const Pointer& pointer) {
  Node& node = nodes_[node_at(pointer)];
  if (node.slot == none) {
    node.slot = slots_++;
  }
  return node.slot;
}

}  // namespace creditkit
