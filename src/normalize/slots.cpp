#include "normalize/slots.hpp"

namespace creditkit {

SlotSource SlotMap::bind(const Source& source) {
  using Table = SlotSource::Table;
  switch (source.scope) {
    case Scope::row:
      return {.table = Table::row, .slot = row.slot_of(source.at)};
    case Scope::parent:
      return {.table = Table::parent, .slot = parent.slot_of(source.at)};
    case Scope::body:
      return {.table = Table::body, .slot = body.slot_of(source.at)};
    case Scope::key:
      break;
  }
  if (key == PointerTree::none) {
    key = rows_in_parents_ ? parent.spare_slot() : row.spare_slot();
  }
  return {.table = rows_in_parents_ ? Table::parent : Table::row, .slot = key};
}

SlotSources SlotMap::bind(std::span<const Source> sources) {
  SlotSources bound;
  bound.reserve(sources.size());
  for (const Source& source : sources) {
    bound.push_back(bind(source));
  }
  return bound;
}

}  // namespace creditkit
