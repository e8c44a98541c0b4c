#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "provider/plan.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// Whose member a value is: the row's, that of the element that holds a list of rows, the body's.
enum class Table : std::uint8_t { row, parent, body };
inline constexpr std::size_t table_count = 3;

/// Places in an operation's small tables.
using Index = std::uint16_t;
inline constexpr Index none = 0xFFFF;

/// Where a value's token will lie. Alternatives stand one after the other, up to the `last`.
struct Place {
  const Source* source = nullptr;  ///< for messages
  Index slot = none;
  Table table = Table::body;
  bool last = true;
};

/// Gives each member that an operation reads a slot, once, and holds the pointers to them as trees,
/// so that one pass over a document finds them all:
///
///   "/data/items", "/data/total"        (root) ── data ─┬─ items   slot 0
///                                                       └─ total   slot 1
class SlotMap {
 public:
  struct Node {
    std::string_view name;  ///< a reference token (RFC 6901); a root has none
    Index child = none;
    Index sibling = none;
    Index slot = none;
    bool is_rows = false;  ///< the rows stand here
  };

  explicit SlotMap(bool rows_in_parents);

  /// The first of the alternatives' places; none where there are none.
  Index bind(const Sources& sources);
  /// Places of the body's members, in this order.
  template <typename Pointers>
  Index bind_body(const Pointers& pointers) {
    const Index first = next_place();
    for (const Pointer& pointer : pointers) {
      add_body(pointer);
    }
    return end_alternatives(first);
  }
  Index bind(Table table, const Pointer& pointer);
  /// Adds one place of the body's that follows the one before.
  void add_body(const Pointer& pointer);
  [[nodiscard]] Index next_place() const { return static_cast<Index>(places_.size()); }
  Index end_alternatives(Index first);
  /// Copies a place to the end of the alternatives at hand.
  void add(const Place& place);

  void set_rows(Table table, const Pointer& pointer);

  [[nodiscard]] const Place* place(Index index) const { return places_.data() + index; }
  /// The place behind the alternatives that start at `index`.
  [[nodiscard]] Index after(Index index) const {
    while (!places_[index].last) {
      ++index;
    }
    return ++index;
  }
  [[nodiscard]] static Index root(Table table) { return static_cast<Index>(table); }
  [[nodiscard]] const Node& node(Index index) const { return nodes_[index]; }
  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
  /// The child of a node by a member's name, or by the digits of an element's index.
  [[nodiscard]] Index child_named(const Node& node, std::string_view name) const;

  [[nodiscard]] std::size_t width(Table table) const { return widths_[root(table)]; }
  /// The slot, in tables of rows and of parents, of the row or parent itself.
  static constexpr Index span = 0;
  /// The slot of the key in a map: the parent's, where there are parents, or else the row's.
  [[nodiscard]] Index key() const { return key_; }

 private:
  Index node_at(Table table, const Pointer& pointer);
  Index slot_at(Table table, const Pointer& pointer);
  Place place_of(const Source& source);

  PodArray<Node> nodes_;
  PodArray<Place> places_;
  std::array<Index, table_count> widths_{1, 1, 0};
  Index key_ = none;
  bool rows_in_parents_;
};

}  // namespace creditkit
