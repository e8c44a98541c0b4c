#include "json/pointer.hpp"

#include <algorithm>

namespace creditkit {

bool parse_pointer(std::string_view text, Arena& arena, Pointer& pointer) {
  const auto count = static_cast<std::size_t>(std::ranges::count(text, '/'));
  const std::span<std::string_view> tokens = arena.list<std::string_view>(count);
  char* plain = arena.list<char>(text.size()).data();
  std::size_t begun = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '/') {
      tokens[begun++] = {plain, plain};
      continue;
    }
    if (begun == 0) {
      return false;
    }
    if (c == '~') {
      // "~1" stands for "/" and "~0" for "~"; a "~" before anything else is a fault.
      c = ++i < text.size() ? text[i] : '\0';
      if (c != '0' && c != '1') {
        return false;
      }
      c = c == '0' ? '~' : '/';
    }
    *plain++ = c;
    std::string_view& token = tokens[begun - 1];
    token = {token.data(), token.size() + 1};
  }
  pointer = {.text = text, .tokens = tokens};
  return true;
}

void append_pointer_token(std::string& out, std::string_view token) {
  out += '/';
  for (const char c : token) {
    if (c == '~' || c == '/') {
      out += '~';
      out += c == '~' ? '0' : '1';
    } else {
      out += c;
    }
  }
}

}  // namespace creditkit
