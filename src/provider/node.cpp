#include "provider/node.hpp"

#include "json/pointer.hpp"
#include "json/text.hpp"

namespace creditkit {
namespace {

constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325U;
constexpr std::uint64_t fnv_prime = 0x100000001b3U;

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  }
  return hash;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t other) {
  for (int shift = 0; shift < 64; shift += 8) {
    hash = (hash ^ ((other >> shift) & 0xFFU)) * fnv_prime;
  }
  return hash;
}

}  // namespace

bool is_annotation(std::string_view name) { return name == "$comment" || name == "$schema"; }

std::size_t Node::size() const {
  std::size_t count = 0;
  for (const Node* item = first; item != nullptr; item = item->next) {
    ++count;
  }
  return count;
}

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
  out += '/';
  if (parent->type != Type::array) {
    append_pointer_token(out, key);
    return;
  }
  std::uint32_t index = 0;
  for (const Node* item = parent->first; item != this; item = item->next) {
    ++index;
  }
  append_integer(out, index);
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

std::uint64_t Node::fingerprint() const {
  std::uint64_t hash = mixed(fnv_offset, static_cast<std::uint64_t>(type));
  if (type == Type::number || type == Type::string) {
    hash = fnv1a(text, hash);
  }
  hash = mixed(hash, truth ? 1U : 0U);
  if (type == Type::array) {
    for (const Node* item = first; item != nullptr; item = item->next) {
      hash = mixed(hash, item->fingerprint());
    }
    return hash;
  }
  std::uint64_t members = 0;
  for (const Node* item = first; item != nullptr; item = item->next) {
    if (!is_annotation(item->key)) {
      members += mixed(fnv1a(item->key, fnv_offset), item->fingerprint());  // in any order
    }
  }
  return mixed(hash, members);
}

}  // namespace creditkit
