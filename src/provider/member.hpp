#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "provider/node.hpp"

namespace creditkit {

/// Names with "|" between them: "GET|POST".
using Names = std::string_view;

/// Calls `use` with each name until it gives true.
template <typename Use>
void for_each_name(Names names, const Use& use) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('|'), names.size());
    if (use(names.substr(0, end))) {
      return;
    }
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

/// The place of `name` among the names, from 0 on; -1 where it is none of them.
int index_of(std::string_view name, Names names);

/// A place in a definition: a value, or one that is missing from its object. Reading what does not
/// fit adds a fault that names the place, what was expected and what stands there, and gives
/// nothing.
class Member {
 public:
  using Check = bool (*)(std::string_view);

  Member(const Node& root, Faults& faults) : node_{&root}, faults_{&faults} {}

  [[nodiscard]] bool given() const { return node_ != nullptr; }
  [[nodiscard]] bool is(Node::Type type) const { return given() && node_->type == type; }
  [[nodiscard]] bool is_text(std::string_view text) const {
    return is(Node::Type::string) && node_->text == text;
  }
  [[nodiscard]] const Node& node() const { return *node_; }
  /// Where what is read is put.
  [[nodiscard]] Arena& arena() const { return faults_->arena(); }
  /// Its name in its object, or in the object from which it is missing.
  [[nodiscard]] std::string_view key() const {
    return given() ? std::string_view{node_->key} : key_;
  }
  [[nodiscard]] std::string pointer() const;

  /// A member of this object, also where it is missing or this is none. `name` must outlive the
  /// result.
  [[nodiscard]] Member operator[](std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return (*this)[name].given(); }
  /// The first element of an array, or member of an object but "$schema" and "$comment"; then
  /// the one after it: `for (Member item = list.first(); item.given(); item = item.next())`.
  [[nodiscard]] Member first() const;
  [[nodiscard]] Member next() const;
  /// How many these are.
  [[nodiscard]] std::size_t size() const;

  // What these give may be left unread: the faults that they add are a use too. Where a value does
  // not fit, what it is read into stays as it was.
  // NOLINTBEGIN(modernize-use-nodiscard)
  /// Tells whether this is an object, and faults the members that `known` does not name.
  bool object(Names known) const;
  /// Tells whether this is an object, whatever its members are called.
  bool map() const;
  /// Tells whether this is an array of one element or more.
  bool list(std::string_view of_what) const;
  /// Which one of `names` this object has; "" and a fault where it has none or several.
  std::string_view only_one(Names names) const;

  /// A text without control characters that `check`, if any, likes.
  bool text(std::string_view& into, std::string_view what, Check check = nullptr) const;
  bool integer(std::uint64_t& into, std::uint64_t least, std::uint64_t most) const;
  bool boolean(bool& into) const;
  /// Only `true` will do.
  bool just_true() const;
  /// Which one of `words` this is; -1 and a fault where it is none.
  int word(Names words) const;
  /// The enumerator of that place: `words` are in the order of the enumeration.
  template <typename Enum>
  bool word(Names words, Enum& into) const {
    const int index = word(words);
    if (index >= 0) {
      into = static_cast<Enum>(index);
    }
    return index >= 0;
  }
  // NOLINTEND(modernize-use-nodiscard)

  /// Adds the fault `expected <what>, found <what stands here>`.
  void expected(std::string_view what) const;
  /// Adds a fault in words of its own.
  void fault(std::string message) const;

 private:
  Member(const Node* node, const Node* parent, std::string_view key, Faults* faults)
      : node_{node}, parent_{parent}, key_{key}, faults_{faults} {}
  void unknown(Names known) const;
  [[nodiscard]] Member from(const Node* node) const;
  void check_annotation() const;

  const Node* node_;
  const Node* parent_ = nullptr;
  std::string_view key_;
  Faults* faults_;
};

bool has_control_character(std::string_view text);

/// `"GET"` in quotes, cut where it is long.
std::string quoted(std::string_view text);

/// The smallest of `known` edits away from `name`, or "" where none is near.
std::string_view nearest(std::string_view name, Names known);

}  // namespace creditkit
