#include "paging/cursor.hpp"

#include "json/unescape.hpp"
#include "provider/faults.hpp"
#include "provider/node.hpp"

namespace creditkit {

CursorLook look_into_cursor(std::string_view json) {
  using enum CursorLook::Form;
  Arena arena;
  Faults faults{arena};
  const Node* const root =
      json.size() <= most_cursor_bytes ? parse_definition(json, faults) : nullptr;
  if (root == nullptr) {
    return {.form = unreadable};
  }
  const TokenType type = root->type;
  const bool hollow = root->text.empty() && root->first == nullptr;
  return {.form = type == TokenType::null ? null
                  : hollow                ? empty
                                          : given,
          .type = type == TokenType::boolean_false ? TokenType::boolean_true : type,
          .hash = root->fingerprint(Node::Annotations::counted)};
}

CursorFact cursor_of(const PagingRule& rule, const PageSignals& signals) {
  CursorFact fact;
  if (!signals.cursor) {
    return fact;
  }
  const std::string_view json = *signals.cursor;
  static_cast<CursorLook&>(fact) = look_into_cursor(json);
  if (rule.kind != PagingRule::Kind::url) {
    fact.text = json;
  } else if (fact.type == TokenType::string) {
    fact.text = unescaped(json.substr(1, json.size() - 2));
  } else if (fact.form == CursorFact::Form::given) {
    // A reference is a text, whatever it comes from.
    fact.form = CursorFact::Form::unreadable;
  }
  return fact;
}

}  // namespace creditkit
