#include "request/body.hpp"

#include "value/count_text.hpp"

namespace creditkit {
namespace {

/// The member or element `token`. A member that is not there is made, with the value null.
Node* step(Node& node, std::string_view token, Arena& memory) {
  if (node.type == Node::Type::null) {
    node.type = Node::Type::object;
  }
  const bool named = node.type == Node::Type::object;
  Node** item = &node.first;
  for (std::size_t index = 0;
       *item != nullptr && (named ? (*item)->key != token : token != CountText{index}); ++index) {
    item = &(*item)->next;
  }
  if (*item == nullptr && named) {
    *item = &memory.one<Node>();
    (*item)->key = token;
  }
  return *item;
}

}  // namespace

// NOLINTNEXTLINE(misc-no-recursion): as deep as a definition nests
void copy_value(const Node& value, Node& copy, Arena& memory) {
  copy = value;
  Node** end = &copy.first;
  for (const Node* item = value.first; item != nullptr; item = item->next) {
    *end = &memory.one<Node>();
    copy_value(*item, **end, memory);
    end = &(*end)->next;
  }
}

Node& find_or_make(Node& body, const Pointer& at, Arena& memory) {
  Node* node = &body;
  for (const std::string_view token : at.tokens) {
    node = step(*node, token, memory);
  }
  return *node;
}

}  // namespace creditkit
