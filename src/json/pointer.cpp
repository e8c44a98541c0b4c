#include "json/pointer.hpp"

#include <algorithm>

namespace creditkit {
namespace {

/// "~1" stands for "/" and "~0" for "~"; a "~" before anything else is a fault.
bool unescape_token(Arena& arena, std::string_view& token) {
  const std::span<char> plain = arena.list<char>(token.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < token.size(); ++i) {
    char c = token[i];
    if (c == '~') {
      c = ++i < token.size() ? token[i] : '\0';
      if (c != '0' && c != '1') {
        return false;
      }
      c = c == '0' ? '~' : '/';
    }
    plain[size++] = c;
  }
  token = {plain.data(), size};
  return true;
}

}  // namespace

bool parse_pointer(std::string_view text, Arena& arena, Pointer& pointer) {
  if (!text.empty() && text.front() != '/') {
    return false;
  }
  const auto count = static_cast<std::size_t>(std::ranges::count(text, '/'));
  const std::span<std::string_view> tokens = arena.list<std::string_view>(count);
  std::string_view rest = text;
  for (std::string_view& token : tokens) {
    rest.remove_prefix(1);
    token = rest.substr(0, rest.find('/'));
    rest.remove_prefix(token.size());
    if (token.contains('~') && !unescape_token(arena, token)) {
      return false;
    }
  }
  pointer = {.text = text, .tokens = tokens};
  return true;
}

void append_pointer_token(std::string& out, std::string_view token) {
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
