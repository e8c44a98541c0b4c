#include "paging/cursor.hpp"

#include "provider/faults.hpp"
#include "provider/node.hpp"
#include "request/body.hpp"
#include "request/text_hash.hpp"

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

CursorFact fact_of(CursorFact::Form form, std::string text = {}) {
  CursorFact fact;
  fact.form = form;
  fact.text = std::move(text);
  return fact;
}

/// A reference is a text, whatever it comes from.
CursorFact reference_fact(const std::string& json) {
  auto reference = json.starts_with('"') ? plain_text(json) : std::nullopt;
  if (!reference || reference->size() > most_cursor_bytes) {
    return fact_of(CursorFact::Form::unreadable);
  }
  const bool empty = reference->empty();
  return fact_of(empty ? CursorFact::Form::empty : CursorFact::Form::given, std::move(*reference));
}

}  // namespace

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
  if (!signals.cursor) {
    return fact_of(absent);
  }
  const auto look = look_into_cursor(*signals.cursor);
  if (look && look->type == CursorType::null) {
    return fact_of(null);
  }
  if (rule.kind == PagingRule::Kind::url) {
    return reference_fact(*signals.cursor);
  }
  if (!look) {
    return fact_of(unreadable);
  }
  CursorFact fact = fact_of(look->empty ? empty : given, *signals.cursor);
  fact.hash = look->hash;
  return fact;
}

}  // namespace creditkit
