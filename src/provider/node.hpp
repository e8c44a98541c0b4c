#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "provider/faults.hpp"

namespace creditkit {

/// A value of a definition's text. Order of members and texts of numbers are kept as written, so
/// that a body template leaves as it came.
struct Node {
  enum class Type : std::uint8_t { null, boolean, number, string, array, object };
  Type type = Type::null;
  bool truth = false;
  bool repeated = false;         ///< the object has this name already
  std::string key;               ///< its name in an object
  std::string text;              ///< unescaped string, or number as written
  std::vector<Node> items;       ///< elements, or members in the order of the text
  const Node* parent = nullptr;  ///< nullptr at the root

  /// The member of that name, or nullptr.
  [[nodiscard]] const Node* find(std::string_view name) const;
  /// JSON Pointer of this value in the definition.
  [[nodiscard]] std::string pointer() const;
  /// The value as JSON without white space.
  [[nodiscard]] std::string compact() const;
  /// A hash of what the value says: neither white space, nor the order of members, nor comments
  /// change it.
  [[nodiscard]] std::uint64_t fingerprint() const;
};

/// "$schema" and "$comment", which may stand in every object and mean nothing.
[[nodiscard]] bool is_annotation(std::string_view name);

/// Reads a definition's text. nullptr where it is no JSON or breaks a limit; repeated names are
/// faults too, but the rest can still be checked.
std::unique_ptr<Node> parse_definition(std::string_view json_text, Faults& faults);

}  // namespace creditkit
