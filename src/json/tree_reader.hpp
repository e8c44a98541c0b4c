#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json/pointer_tree.hpp"
#include "json/reader.hpp"
#include "json/token.hpp"

namespace creditkit {

/// Reads the rows, where the tree says that they stand; false after a fault of the reader's.
class RowsVisitor {
 public:
  virtual bool visit_rows(Reader& reader, std::size_t depth) = 0;

 protected:
  ~RowsVisitor() = default;
};

/// A value that the tree reader took whole: what lies between two of these is the document's
/// layout.
struct Leaf {
  const char* begin;
  const char* end;
  PointerTree::Index slot;
  bool scalar;  ///< the tree looks into it where it is an array or object
  std::uint8_t depth;
};

/// Puts the values that a tree of pointers names into slots, and checks all others.
class TreeReader {
 public:
  explicit TreeReader(const PointerTree& tree) : tree_{&tree}, visited_(tree.node_count(), 0) {}

  /// Reads one value. `slots` has a token for each of the tree's slots; those of members that are
  /// not there are left as they are. False after a fault of the reader's.
  [[nodiscard]] bool read(Reader& reader, std::size_t depth, Token* slots, RowsVisitor* rows);

  /// Where, in the last read, a second member of a name that the tree follows starts: two
  /// statements of one thing, of which none is to be believed.
  [[nodiscard]] std::optional<std::size_t> duplicate() const { return duplicate_; }

  /// The leaves of the last read, in order; empty where a slot was filled by more than one leaf.
  [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }

 private:
  bool value(Reader& reader, PointerTree::Index node, std::size_t depth);
  bool inside(Reader& reader, const PointerTree::Node& node, std::size_t depth);
  bool leaf(Reader& reader, const PointerTree::Node* node, std::size_t depth);
  PointerTree::Index child_of(const Reader& reader, const PointerTree::Node& node,
                              const Token& name);

  const PointerTree* tree_;
  Token* slots_ = nullptr;
  RowsVisitor* rows_ = nullptr;
  std::vector<std::uint32_t>
      visited_;  ///< by node: the number of the read in which it was last met
  std::uint32_t reads_ = 0;
  std::optional<std::size_t> duplicate_;
  std::vector<Leaf> leaves_;
  bool slot_spans_leaves_ = false;
  std::string name_;  ///< a name with escapes, decoded
};

}  // namespace creditkit
