#include "provider/readers.hpp"
#include "value/ascii.hpp"
#include "value/count_text.hpp"

namespace creditkit {

struct Claim {
  Target target;
  const Node* by = nullptr;
  const Claim* before = nullptr;
};

namespace {

using Place = Target::Place;

/// One place is the other or lies in it: setting both would lose one.
bool overlap(const Target& left, const Target& right) {
  bool same = left.place == right.place &&
              (left.place == Place::header ? equal_ignoring_case(left.name, right.name)
                                           : left.name == right.name);
  for (std::size_t i = 0; same && i < left.at.tokens.size() && i < right.at.tokens.size(); ++i) {
    same = left.at.tokens[i] == right.at.tokens[i];
  }
  return same;
}

/// The element whose index is `token`, or nullptr: a scalar has none.
const Node* element(const Node& node, std::string_view token) {
  std::size_t index = 0;
  const Node* item = node.first;
  for (; item != nullptr && token != CountText{index}; item = item->next) {
    ++index;
  }
  return item;
}

/// Whether a value can be put at `to`: members are made where there are none, elements are not.
bool has_room(const Node* at, const Pointer& to) {
  for (const std::string_view token : to.tokens) {
    if (at == nullptr || at->type == Node::Type::null) {
      return true;
    }
    const bool object = at->type == Node::Type::object;
    at = object ? at->find(token) : element(*at, token);
    if (!object && at == nullptr) {
      return false;
    }
  }
  return true;
}

}  // namespace

void claim(Member by, const Target& target) {
  if (target.name.empty() && target.at.is_root()) {
    return;  // has a fault already
  }
  Reading& reading = by.reading();
  if (!has_room(reading.request->json, target.at)) {
    by.fault("expected a place that the body's template has room for, found none");
  }
  for (const Claim* other = reading.claims; other != nullptr; other = other->before) {
    if (overlap(other->target, target)) {
      std::string place;
      other->by->append_pointer(place);
      by.fault("expected a place of its own in the request, found that of @", place);
      break;
    }
  }
  auto& taken = by.arena().one<Claim>();
  taken = {.target = target, .by = &by.node(), .before = reading.claims};
  reading.claims = &taken;
}

}  // namespace creditkit
