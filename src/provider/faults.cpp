#include "provider/faults.hpp"

namespace creditkit {

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::size_t most = 60;  // enough to find it again in the definition
  std::size_t end = text.size();
  if (end > most) {
    end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;  // not in the middle of a character
    }
  }
  append_json_string(out, text.substr(0, end));
  if (end < text.size()) {
    out.pop_back();
    out += "…\"";
  }
}

std::string phrase(std::string_view pattern, std::string_view first, std::string_view second) {
  std::string text;
  for (const char c : pattern) {
    if (c != '%' && c != '@') {
      text += c;
      continue;
    }
    if (c == '%') {
      append_quoted(text, first);
    } else {
      text += first;
    }
    first = second;
  }
  return text;
}

void Faults::add(std::string pointer, std::string message) {
  for (const DefinitionFault& fault : list_) {
    if (fault.pointer == pointer && fault.message == message) {
      return;
    }
  }
  if (list_.size() < most) {
    list_.push_back({.pointer = std::move(pointer), .message = std::move(message)});
  }
}

}  // namespace creditkit
