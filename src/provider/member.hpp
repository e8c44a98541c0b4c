#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "provider/grammar.hpp"
#include "provider/node.hpp"

namespace creditkit {

/// Names with "|" between them: "GET|POST".
using Names = std::string_view;

/// Takes the first of the names away; false where there is none.
bool next_name(Names& names, std::string_view& name);

/// The place of `name` among the names, from 0 on; -1 where it is none of them.
int index_of(std::string_view name, Names names);

/// What a text must be. None may be empty.
struct TextForm {
  const char* what;                           ///< for the fault
  const char* characters = printable;         ///< ranges, see consists_of()
  const char* first = printable;              ///< the same, of the first character
  std::uint32_t most = UINT32_MAX;            ///< bytes
  bool (*check)(std::string_view) = nullptr;  ///< what else must hold

  [[nodiscard]] bool fits(std::string_view text) const;
};

class Member;
struct Field;
struct Part;
using Fields = std::span<const Field>;

/// Reads a member `into` a part of a rule.
using Read = void (*)(Member member, void* into, const Field& field);

/// One member of an object of the language: its name and how it is read. An object is a table of
/// these, in the order in which they are read.
struct Field {
  enum Need : std::uint8_t { optional, always };

  const char* name;
  Read read = nullptr;        ///< nullptr: the object's own reader does it
  std::uint16_t offset = 0;   ///< of that part in the rule
  Need need = optional;       ///< always: it is read, and so faulted, also where it is missing
  std::uint8_t forms = 0xFF;  ///< bit n: the object may have it in its form n
  union {
    const char* words = nullptr;  ///< for read_word: Names in the order of the enumeration
    const TextForm* text;         ///< for read_text
    const Part* part;             ///< for read_part
    const Fields* fields;         ///< for read_object
  };
};

/// A place in a definition: a value, or one that is missing from its object. Reading what does not
/// fit adds a fault that names the place, what was expected and what stands there, and gives
/// nothing.
///
/// Texts of faults are patterns of append_phrase().
class Member {
 public:
  static constexpr int any_form = -1;

  Member(const Node* node) : node_{node} {}

  [[nodiscard]] bool given() const { return node_ != nullptr && node_->type != Node::Type::absent; }
  [[nodiscard]] bool is(Node::Type type) const { return node_->type == type; }
  [[nodiscard]] bool is_text(std::string_view text) const {
    return is(Node::Type::string) && node_->text == text;
  }
  [[nodiscard]] const Node& node() const { return *node_; }
  [[nodiscard]] Reading& reading() const { return *node_->reading; }
  /// Where what is read is put.
  [[nodiscard]] Arena& arena(this Member self);
  /// Its name in its object, or in the object from which it is missing.
  [[nodiscard]] std::string_view key() const { return node_->key; }

  /// A member of this object, also where it is missing or this is none.
  [[nodiscard]] Member operator[](this Member self, const char* name);
  [[nodiscard]] bool has(const char* name) const { return node_->find(name) != nullptr; }
  /// The first element of an array, or member of an object but "$schema" and "$comment"; then
  /// the one after it: `for (Member item = list.first(); item.given(); item = item.next())`.
  [[nodiscard]] Member first(this Member self);
  [[nodiscard]] Member next(this Member self);
  /// How many these are.
  [[nodiscard]] std::size_t size(this Member self);

  // What these give may be left unread: the faults that they add are a use too. Where a value does
  // not fit, what it is read into stays as it was.
  // NOLINTBEGIN(modernize-use-nodiscard)
  /// Reads an object by its table, in one of its forms or in any. False where it is no object.
  bool object(this Member self, Fields fields, void* into, int form = any_form);
  /// Tells whether this is an object, which is read later.
  bool is_object(this Member self);
  /// The same, where its members may be called anything but are read now.
  bool map(this Member self);
  /// Tells whether this is an array of one element or more.
  bool list(this Member self, const char* of_what);
  /// Which one of `names` this object has; -1 and a fault where it has none or several.
  int only_one(this Member self, const char* names);

  /// A text that has the form.
  bool text(this Member self, std::string_view& into, const TextForm& form);
  bool scalar(this Member self, Scalar& into);
  /// Tells whether this is a scalar that fits a parameter's rule.
  bool fits(this Member self, const ParameterRule& rule);
  /// Its name in its object has the form.
  void check_name(this Member self, const TextForm& form);
  bool integer(this Member self, std::uint32_t& into, std::uint32_t least, std::uint32_t most);
  /// Only `true` will do.
  bool just_true(this Member self);
  /// Which one of `words` this is; -1 and a fault where it is none.
  int word(this Member self, const char* words);
  /// The enumerator of that place: `words` are in the order of the enumeration.
  template <typename Enum>
  bool word(this Member self, const char* words, Enum& into) {
    const int index = self.word(words);
    if (index >= 0) {
      into = static_cast<Enum>(index);
    }
    return index >= 0;
  }
  // NOLINTEND(modernize-use-nodiscard)

  /// Adds the fault `expected <what>, found <what stands here>`.
  void expected(this Member self, const char* what, std::string_view first = {},
                std::string_view second = {});
  /// The same, where the member's name is what stands here.
  void name_expected(this Member self, const char* what);
  /// Adds a fault in words of its own.
  void fault(this Member self, const char* pattern, std::string_view first = {},
             std::string_view second = {});

 private:
  void unknown(this Member self, Fields fields, int form);
  void check_annotation(this Member self);

  const Node* node_;
};

/// What lies apart from a rule: one thing that it points at, or several in a row.
struct Part {
  enum class Form : std::uint8_t {
    one,
    list,  ///< an array of one element or more
    some,  ///< one that may stand alone, or such an array; without `of_what` an empty one too
    map,   ///< an object; each name is put at the start of what is read by it
  };

  Form form;
  Field element;  ///< how each is read
  std::uint16_t size;
  const void* blank;  ///< what each is before
  void (*put)(void* into, const void* elements, std::size_t count);
  const char* of_what;  ///< for the fault of one that may not be empty, or nullptr
};

template <typename T>
inline constexpr T blank{};

template <typename T>
void put_one(void* into, const void* elements, std::size_t /*count*/) {
  *static_cast<const T**>(into) = static_cast<const T*>(elements);
}
template <typename T>
void put_all(void* into, const void* elements, std::size_t count) {
  *static_cast<std::span<const T>*>(into) = {static_cast<const T*>(elements), count};
}

template <typename T>
constexpr Part part_of(Part::Form form, const Field& element, const char* of_what = nullptr,
                       const T& before = blank<T>) {
  return {.form = form,
          .element = element,
          .size = sizeof(T),
          .blank = &before,
          .put = form == Part::Form::one ? put_one<T> : put_all<T>,
          .of_what = of_what};
}

void read_part(Member member, void* into, const Part& part);

}  // namespace creditkit
