#include "paging/cursor.hpp"

#include "json/unescape.hpp"
#include "provider/faults.hpp"
#include "provider/node.hpp"

namespace creditkit {
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
  look.type = root->type == Node::Type::boolean_false ? Node::Type::boolean_true : root->type;
  look.empty =
      container ? root->first == nullptr : root->type == Node::Type::string && root->text.empty();
  look.hash = root->fingerprint(Node::Annotations::counted);
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
  if (look->type == Node::Type::null) {
    fact.form = null;
  } else if (look->empty && rule.kind == PagingRule::Kind::url) {
    fact.form = empty;
  } else if (rule.kind != PagingRule::Kind::url) {
    fact.form = look->empty ? empty : given;
    fact.text = json;
    fact.hash = look->hash;
  } else if (look->type == Node::Type::string) {
    fact.form = given;
    fact.text = unescaped(json.substr(1, json.size() - 2));
  }  // no else: a reference is a text, whatever it comes from
  return fact;
}

}  // namespace creditkit
