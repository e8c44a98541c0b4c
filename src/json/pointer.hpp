#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace creditkit {

/// A JSON Pointer (RFC 6901), kept both as its text and as its unescaped reference tokens.
/// The empty text is the whole document. An array index is a token of digits.
struct Pointer {
  std::string text;
  std::vector<std::string> tokens;

  /// Reads "" or "/a/b~1c". The error is the byte in `text` at which it stops being a pointer.
  static std::expected<Pointer, std::size_t> parse(std::string_view text);

  [[nodiscard]] bool is_root() const { return tokens.empty(); }
  friend bool operator==(const Pointer&, const Pointer&) = default;
};

/// `token` as one reference token: "~" becomes "~0" and "/" becomes "~1".
std::string escape_pointer_token(std::string_view token);

}  // namespace creditkit
