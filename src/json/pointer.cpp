#include "json/pointer.hpp"

#include <utility>

namespace creditkit {
namespace {

/// What stands after a "~": "0" for "~", "1" for "/". Anything else is no escape and gives '\0'.
char unescaped(std::string_view text, std::size_t after_tilde) {
  if (after_tilde >= text.size()) {
    return '\0';
  }
  switch (text[after_tilde]) {
    case '0':
      return '~';
    case '1':
      return '/';
    default:
      return '\0';
  }
}

}  // namespace

std::expected<Pointer, std::size_t> Pointer::parse(std::string_view text) {
  Pointer pointer{.text = std::string{text}, .tokens = {}};
  if (!text.empty() && text.front() != '/') {
    return std::unexpected{std::size_t{0}};
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.tokens.emplace_back();
      continue;
    }
    char c = text[i];
    if (c == '~') {
      c = unescaped(text, i + 1);
      if (c == '\0') {
        return std::unexpected{i};
      }
      ++i;
    }
    pointer.tokens.back() += c;
  }
  return pointer;
}

std::string escape_pointer_token(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace creditkit
