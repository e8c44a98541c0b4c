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
  return whole && index < array.items.size() ? &array.items[index] : nullptr;
}

Node* member(Node& object, std::string_view name) {
  const auto found = std::ranges::find(object.items, name, &Node::key);
  if (found != object.items.end()) {
    return &*found;
  }
  Node& added = object.items.emplace_back();
  added.key = name;
  return &added;
}

Node* place(Node& root, const Pointer& at) {
  Node* node = &root;
  for (const std::string_view token : at.tokens) {
    if (node->type == Node::Type::null) {
      node->type = Node::Type::object;
    }
    if (node->type == Node::Type::object) {
      node = member(*node, token);
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
  Faults faults;
  const auto root = parse_definition(template_json.empty() ? "null" : template_json, faults);
  if (root == nullptr) {
    return std::nullopt;
  }
  for (const Splice& splice : splices) {
    Node* const node = place(*root, *splice.at);
    if (node == nullptr) {
      return std::nullopt;
    }
    // A number is written by its own text, so any JSON text passes as one.
    node->type = Node::Type::number;
    node->text = splice.json;
    node->items.clear();
  }
  return root->compact();
}

std::optional<std::string> plain_text(std::string_view json) {
  if (!json.starts_with('"')) {
    return std::string(json);
  }
  Faults faults;
  auto root = parse_definition(json, faults);
  return root == nullptr ? std::nullopt : std::optional(std::move(root->text));
}

}  // namespace creditkit
