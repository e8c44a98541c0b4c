#include "provider/node.hpp"

#include "json/pointer.hpp"
#include "json/text.hpp"
#include "provider/member.hpp"
#include "value/count_text.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

/// Of all that stands in a value, each hashed with its way there, `way`: members count in any
/// order.
// NOLINTNEXTLINE(misc-no-recursion): as deep as a definition nests
std::uint64_t sum_of_hashes(const Node& node, TextHash way, Node::Annotations annotations) {
  way.text(node.key).number(static_cast<std::uint64_t>(node.type)).text(node.text);
  std::uint64_t sum = way.value();
  for (const Node* item = node.first; item != nullptr; item = item->next) {
    if (node.type == Node::Type::array) {
      way.byte(0);  // its place among the others is part of an element's way
    }
    if (annotations == Node::Annotations::counted || !is_annotation(item->key)) {
      sum += sum_of_hashes(*item, way, annotations);
    }
  }
  return sum;
}

}  // namespace

bool is_annotation(std::string_view name) { return index_of(name, "$comment|$schema") >= 0; }

Node* Node::find(std::string_view name) const {
  Node* item = type == Type::object ? first : nullptr;
  while (item != nullptr && item->key != name) {
    item = item->next;
  }
  return item;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as a definition nests
void Node::append_pointer(std::string& out) const {
  if (parent == nullptr) {
    return;
  }
  parent->append_pointer(out);
  if (parent->type != Type::array) {
    append_pointer_token(out, key);
    return;
  }
  std::uint32_t index = 0;
  for (const Node* item = parent->first; item != this; item = item->next) {
    ++index;
  }
  append_pointer_token(out, CountText{index});
}

// NOLINTNEXTLINE(misc-no-recursion)
void Node::append_json(std::string& out) const {
  if (is_scalar()) {
    type == Type::string ? append_json_string(out, text) : void(out += text);
    return;
  }
  const bool named = type == Type::object;
  out += named ? '{' : '[';
  for (const Node* item = first; item != nullptr; item = item->next) {
    if (item != first) {
      out += ',';
    }
    if (named) {
      append_json_string(out, item->key);
      out += ':';
    }
    item->append_json(out);
  }
  out += named ? '}' : ']';
}

std::uint64_t Node::fingerprint(Annotations annotations) const {
  return sum_of_hashes(*this, {}, annotations);
}

}  // namespace creditkit
