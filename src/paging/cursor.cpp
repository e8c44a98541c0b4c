#include "paging/cursor.hpp"

#include "json/unescape.hpp"
#include "provider/faults.hpp"
#include "provider/node.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

std::uint64_t hash_of(const Node& node) {
  TextHash hash;
  hash.number(static_cast<std::uint64_t>(node.type)).number(node.truth ? 1 : 0).text(node.text);
  std::uint64_t members = 0;
  for (const Node* item = node.first; item != nullptr; item = item->next) {
    if (node.type == Node::Type::array) {
      hash.number(hash_of(*item));
    } else {
      // A sum is the same in any order.
      members += TextHash{}.text(item->key).number(hash_of(*item)).value();
    }
  }
  return hash.number(node.size()).number(members).value();
}

}  // namespace

CursorType type_of_cursor(std::string_view json) {
  const std::size_t start = json.find_first_not_of(" \t\r\n");
  switch (start == std::string_view::npos ? 'n' : json[start]) {
    case '"':
      return CursorType::string;
    case '{':
      return CursorType::object;
    case '[':
      return CursorType::array;
    case 't':
    case 'f':
      return CursorType::boolean;
    case 'n':
      return CursorType::null;
    default:
      return CursorType::number;
  }
}

std::optional<CursorLook> look_into_cursor(std::string_view json) {
  Arena arena;
  Faults faults{arena};
  const Node* const root =
      json.size() <= most_cursor_bytes ? parse_definition(json, faults) : nullptr;
  if (root == nullptr) {
    return std::nullopt;
  }
  const bool container = root->type == Node::Type::array || root->type == Node::Type::object;
  CursorLook look;
  look.type = static_cast<CursorType>(root->type);
  look.empty =
      container ? root->first == nullptr : root->type == Node::Type::string && root->text.empty();
  look.hash = hash_of(*root);
  return look;
}

CursorFact cursor_of(const PagingRule& rule, const PageSignals& signals) {
  using enum CursorFact::Form;
  CursorFact fact;
  if (!signals.cursor) {
    return fact;
  }
  const std::string_view json = *signals.cursor;
  const auto look = look_into_cursor(json);
  fact.form = unreadable;
  if (!look) {
    return fact;
  }
  if (look->type == CursorType::null) {
    fact.form = null;
  } else if (rule.kind != PagingRule::Kind::url) {
    fact.form = look->empty ? empty : given;
    fact.text = json;
    fact.hash = look->hash;
  } else if (look->type == CursorType::string) {
    fact.form = look->empty ? empty : given;
    fact.text = unescaped(json.substr(1, json.size() - 2));
  }  // no else: a reference is a text, whatever it comes from
  return fact;
}

}  // namespace creditkit
