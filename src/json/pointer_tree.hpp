#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/pointer.hpp"

namespace creditkit {

/// Several JSON Pointers as one tree, so that one pass over a document finds them all.
///
///   "/data/items", "/data/total"        (root) ── data ─┬─ items   slot 0
///                                                       └─ total   slot 1
class PointerTree {
 public:
  using Index = std::uint16_t;
  static constexpr Index none = 0xFFFF;

  struct Child {
    std::string name;
    std::size_t index;  ///< the name as an array index, or `no_index`
    Index node;
  };
  static constexpr std::size_t no_index = SIZE_MAX;

  struct Node {
    std::vector<Child> children;
    Index slot = none;     ///< where the value's token goes
    bool is_rows = false;  ///< the rows stand here
  };

  PointerTree() : nodes_(1) {}

  /// The slot of a pointer, one and the same for equal pointers.
  Index slot_of(const Pointer& pointer);
  /// A slot of its own that no pointer leads to.
  Index spare_slot() { return slots_++; }
  void set_rows(const Pointer& pointer) { nodes_[node_at(pointer)].is_rows = true; }

  [[nodiscard]] const Node& node(Index index) const { return nodes_[index]; }
  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
  [[nodiscard]] std::size_t slot_count() const { return slots_; }
  [[nodiscard]] static Index child_named(const Node& node, std::string_view name);
  [[nodiscard]] static Index child_at(const Node& node, std::size_t index);

 private:
  Index node_at(const Pointer& pointer);

  std::vector<Node> nodes_;
  Index slots_ = 0;
};

}  // namespace creditkit
