#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "provider/faults.hpp"
#include "provider/plan.hpp"

namespace creditkit {

struct Reading;

/// A value of a definition's text. Order of members and texts of numbers are kept as written, so
/// that a body template leaves as it came. Nodes and their texts lie in an arena.
struct Node {
  using Type = TokenType;

  Type type = Type::null;
  std::string_view key;          ///< its name in an object
  std::string_view text;         ///< unescaped string, or number, true, false or null as written
  Node* first = nullptr;         ///< the first element, or member in the order of the text
  Node* next = nullptr;          ///< the one after this in its array or object
  const Node* parent = nullptr;  ///< nullptr at the root
  Reading* reading = nullptr;    ///< what the readers of this definition share

  [[nodiscard]] bool is_scalar() const { return creditkit::is_scalar(type); }
  [[nodiscard]] Scalar scalar() const { return {.type = type, .text = text}; }
  /// The member of that name, or nullptr.
  [[nodiscard]] Node* find(std::string_view name) const;
  /// Appends the JSON Pointer of this value in the definition.
  void append_pointer(std::string& out) const;
  /// Appends the value as JSON without white space.
  void append_json(std::string& out) const;
  enum class Annotations : std::uint8_t { ignored, counted };
  /// A hash of what the value says: neither white space nor the order of members change it, and
  /// numbers are their own text.
  [[nodiscard]] std::uint64_t fingerprint(Annotations annotations) const;
};

/// "$schema" and "$comment", which may stand in every object and mean nothing.
[[nodiscard]] bool is_annotation(std::string_view name);

/// Reads a definition's text into the arena of `faults`. nullptr where it is no JSON or breaks a
/// limit; repeated names are faults too, but the rest can still be checked.
Node* parse_definition(std::string_view json_text, Faults& faults, Reading* reading = nullptr);

}  // namespace creditkit
