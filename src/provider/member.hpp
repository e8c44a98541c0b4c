#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "provider/node.hpp"

namespace creditkit {

/// Names with "|" between them: "GET|POST".
using Names = std::string_view;

/// Takes the first of the names away; false where there is none.
bool next_name(Names& names, std::string_view& name);

/// The place of `name` among the names, from 0 on; -1 where it is none of them.
int index_of(std::string_view name, Names names);

class Member;
struct Reading;

/// One member of an object of the language: its name and how it is read. An object is a table of
/// these, in the order in which they are read.
struct Field {
  enum Need : std::uint8_t { optional, always };

  std::string_view name;
  /// Reads the member `into` a part of a rule. nullptr: the object's own reader does it.
  void (*read)(const Member& member, void* into, const Field& field) = nullptr;
  std::uint16_t offset = 0;    ///< of that part in the rule
  Need need = optional;        ///< always: it is read, and so faulted, also where it is missing
  std::string_view what = {};  ///< for `read`: the words that it may be, or what it must be
  std::uint8_t forms = 0xFF;   ///< bit n: the object may have it in its form n
};
using Fields = std::span<const Field>;

/// A place in a definition: a value, or one that is missing from its object. Reading what does not
/// fit adds a fault that names the place, what was expected and what stands there, and gives
/// nothing.
///
/// Texts of faults are patterns (phrase() in faults.hpp).
class Member {
 public:
  using Check = bool (*)(std::string_view);

  Member(const Node& root, Reading& reading) : node_{&root}, reading_{&reading} {}

  [[nodiscard]] bool given() const { return node_ != nullptr; }
  [[nodiscard]] bool is(Node::Type type) const { return given() && node_->type == type; }
  [[nodiscard]] bool is_text(std::string_view text) const {
    return is(Node::Type::string) && node_->text == text;
  }
  [[nodiscard]] const Node& node() const { return *node_; }
  [[nodiscard]] Reading& reading() const { return *reading_; }
  /// Where what is read is put.
  [[nodiscard]] Arena& arena() const;
  /// Its name in its object, or in the object from which it is missing.
  [[nodiscard]] std::string_view key() const { return given() ? node_->key : key_; }
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
  /// Reads an object by its table, in one of its forms. False where it is no object.
  bool object(Fields fields, void* into, unsigned form = 0) const;
  /// Tells whether this is an object, whatever its members are called.
  bool map() const;
  /// Tells whether this is an array of one element or more.
  bool list(std::string_view of_what) const;
  /// Which one of `names` this object has; "" and a fault where it has none or several.
  std::string_view only_one(Names names) const;

  /// A text without control characters that `check`, if any, likes.
  bool text(std::string_view& into, std::string_view what, Check check = nullptr) const;
  bool integer(std::uint32_t& into, std::uint32_t least, std::uint32_t most) const;
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
  void expected(std::string_view what, std::string_view first = {},
                std::string_view second = {}) const;
  /// The same, where the member's name is what stands here.
  void name_expected(std::string_view what) const;
  /// Adds a fault in words of its own.
  void fault(std::string_view pattern, std::string_view first = {},
             std::string_view second = {}) const;

 private:
  Member(const Node* node, const Node* parent, std::string_view key, Reading* reading)
      : node_{node}, parent_{parent}, key_{key}, reading_{reading} {}
  void unknown(Fields fields, unsigned form) const;
  [[nodiscard]] Member from(const Node* node) const;
  void check_annotation() const;
  void add(std::string message) const;

  const Node* node_;
  const Node* parent_ = nullptr;
  std::string_view key_;
  Reading* reading_;
};

bool has_control_character(std::string_view text);

}  // namespace creditkit
