#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "provider/node.hpp"

namespace creditkit {

/// A word of the language and the enumerator that it stands for.
struct Word {
  std::string_view text;
  std::uint8_t value;
};

template <typename Enum>
constexpr Word word(std::string_view text, Enum value) {
  return {.text = text, .value = static_cast<std::uint8_t>(value)};
}

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
  /// Its name in its object, or in the object from which it is missing.
  [[nodiscard]] std::string_view key() const {
    return given() ? std::string_view{node_->key} : key_;
  }
  [[nodiscard]] std::string pointer() const;

  /// A member of this object, also where it is missing or this is none. `name` must outlive the
  /// result.
  [[nodiscard]] Member operator[](std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return (*this)[name].given(); }
  /// Elements of an array, or members of an object without "$schema" and "$comment".
  [[nodiscard]] std::vector<Member> items() const;

  // What these give may be left unread: the faults that they add are a use too.
  // NOLINTBEGIN(modernize-use-nodiscard)
  /// Tells whether this is an object, and faults the members that `known` does not name.
  bool object(std::span<const std::string_view> known) const;
  /// Tells whether this is an object, whatever its members are called.
  bool map() const;
  /// Tells whether this is an array of one element or more.
  bool list(std::string_view of_what) const;
  /// Which one of `names` this object has; a fault where it has none or several.
  std::optional<std::string_view> only_one(std::span<const std::string_view> names) const;

  /// A text without control characters that `check`, if any, likes; nullptr otherwise.
  const std::string* text(std::string_view what, Check check = nullptr) const;
  std::optional<std::uint64_t> integer(std::uint64_t least, std::uint64_t most) const;
  std::optional<bool> boolean() const;
  /// Only `true` will do.
  bool just_true() const;
  std::optional<std::uint8_t> word(std::span<const Word> words) const;
  // NOLINTEND(modernize-use-nodiscard)

  /// Adds the fault `expected <what>, found <what stands here>`.
  void expected(std::string_view what) const;
  /// Adds a fault in words of its own.
  void fault(std::string message) const;

 private:
  Member(const Node* node, const Node* parent, std::string_view key, Faults* faults)
      : node_{node}, parent_{parent}, key_{key}, faults_{faults} {}
  void unknown(std::span<const std::string_view> known) const;
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
std::string_view nearest(std::string_view name, std::span<const std::string_view> known);

}  // namespace creditkit
