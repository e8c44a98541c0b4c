#include "request/body.hpp"

#include <algorithm>
#include <charconv>

#include "provider/faults.hpp"
#include "provider/node.hpp"

namespace creditkit {
namespace {

Node* element(Node& array, std::string_view token) {
  std::size_t index = 0;
  const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = failure == std::errc{} && end == token.data() + token.size();
  Node* item = whole ? array.first : nullptr;
  while (item != nullptr && index-- > 0) {
    item = item->next;
  }
  return item;
}

Node* member(Node& object, std::string_view name, Arena& arena) {
  Node** end = &object.first;
  while (*end != nullptr && (*end)->key != name) {
    end = &(*end)->next;
  }
  if (*end == nullptr) {
    *end = &arena.one<Node>();
    (*end)->key = name;
  }
  return *end;
}

Node* place(Node& root, const Pointer& at, Arena& arena) {
  Node* node = &root;
  for (const std::string_view token : at.tokens) {
    if (node->type == Node::Type::null) {
      node->type = Node::Type::object;
    }
    if (node->type == Node::Type::object) {
      node = member(*node, token, arena);
    } else if (node->type == Node::Type::array) {
      node = element(*node, token);
    } else {
      return nullptr;
    }
    if (node == nullptr) {
      return nullptr;
    }
  }
  return node;
}

}  // namespace

std::optional<std::string> spliced(std::string_view template_json,
                                   std::span<const Splice> splices) {
  Arena arena;
  Faults faults{arena};
  Node* const root = parse_definition(template_json.empty() ? "null" : template_json, faults);
  if (root == nullptr) {
    return std::nullopt;
  }
  for (const Splice& splice : splices) {
    Node* const node = place(*root, *splice.at, arena);
    if (node == nullptr) {
      return std::nullopt;
    }
    // A number is written by its own text, so any JSON text passes as one.
    node->type = Node::Type::number;
    node->text = splice.json;
    node->first = nullptr;
  }
  return root->compact();
}

std::optional<std::string> plain_text(std::string_view json) {
  if (!json.starts_with('"')) {
    return std::string(json);
  }
  Arena arena;
  Faults faults{arena};
  const Node* const root = parse_definition(json, faults);
  return root == nullptr ? std::nullopt : std::optional{std::string{root->text}};
}

}  // namespace creditkit
