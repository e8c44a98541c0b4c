#include "normalize/slots.hpp"

namespace creditkit {

SlotMap::SlotMap(bool rows_in_parents) : rows_in_parents_{rows_in_parents} {
  nodes_.assign(table_count, Node{});
}

Index SlotMap::child_named(const Node& node, std::string_view name) const {
  Index child = node.child;
  while (child != none && nodes_[child].name != name) {
    child = nodes_[child].sibling;
  }
  return child;
}

Index SlotMap::node_at(Table table, const Pointer& pointer) {
  Index at = root(table);
  for (const std::string_view name : pointer.tokens) {
    Index child = child_named(nodes_[at], name);
    if (child == none) {
      child = static_cast<Index>(nodes_.size());
      nodes_.push_back({.name = name, .sibling = nodes_[at].child});
      nodes_[at].child = child;
    }
    at = child;
  }
  return at;
}

Index SlotMap::slot_at(Table table, const Pointer& pointer) {
  Node& node = nodes_[node_at(table, pointer)];
  if (node.slot == none) {
    node.slot = widths_[root(table)]++;
  }
  return node.slot;
}

Place SlotMap::place_of(const Source& source) {
  Place place{.source = &source};
  if (source.scope == Scope::key) {
    place.table = rows_in_parents_ ? Table::parent : Table::row;
    if (key_ == none) {
      key_ = widths_[root(place.table)]++;
    }
    place.slot = key_;
    return place;
  }
  place.table = source.scope == Scope::row      ? Table::row
                : source.scope == Scope::parent ? Table::parent
                                                : Table::body;
  place.slot = slot_at(place.table, source.at);
  return place;
}

void SlotMap::add(const Place& place) {
  places_.push_back(place);
  places_.back().last = false;
}

Index SlotMap::end_alternatives(Index first) {
  if (first == places_.size()) {
    return none;
  }
  places_.back().last = true;
  return first;
}

Index SlotMap::bind(const Sources& sources) {
  const Index first = next_place();
  for (const Source& source : sources) {
    add(place_of(source));
  }
  return end_alternatives(first);
}

void SlotMap::add_body(const Pointer& pointer) {
  add({.slot = slot_at(Table::body, pointer), .table = Table::body});
}

Index SlotMap::bind(Table table, const Pointer& pointer) {
  const Index first = next_place();
  add({.slot = slot_at(table, pointer), .table = table});
  return end_alternatives(first);
}

void SlotMap::set_rows(Table table, const Pointer& pointer) {
  nodes_[node_at(table, pointer)].is_rows = true;
}

}  // namespace creditkit
