#pragma once

#include <span>
#include <string>
#include <string_view>

#include "json/arena.hpp"

namespace creditkit {

/// A JSON Pointer (RFC 6901), kept both as its text and as its unescaped reference tokens.
/// The empty text is the whole document. An array index is a token of digits.
struct Pointer {
  std::string_view text;
  std::span<const std::string_view> tokens;

  [[nodiscard]] bool is_root() const { return tokens.empty(); }
};

/// Reads "" or "/a/b~1c". False where `text`, which outlives the arena, is no pointer.
[[nodiscard]] bool parse_pointer(std::string_view text, Arena& arena, Pointer& pointer);

/// Appends "/" and `token`, in which "~" becomes "~0" and "/" becomes "~1".
void append_pointer_token(std::string& out, std::string_view token);

}  // namespace creditkit
