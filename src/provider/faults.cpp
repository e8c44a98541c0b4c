#include "provider/faults.hpp"

#include "json/text.hpp"
#include "provider/node.hpp"

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

void append_shown(std::string& out, const Scalar& scalar) {
  scalar.type == Scalar::Type::string ? append_quoted(out, scalar.text) : void(out += scalar.text);
}

std::string phrase(const char* pattern, std::string_view first, std::string_view second) {
  std::string text;
  for (const char c : std::string_view{pattern}) {
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

void Faults::add(const Node* place, std::string_view message) {
  // Nobody reads more, and a hostile text of 256 KiB could otherwise make a fault of every few
  // bytes.
  constexpr std::size_t most = 1'000;
  std::string pointer;
  if (place != nullptr) {
    place->append_pointer(pointer);
  }
  for (const DefinitionFault& fault : list()) {
    if (fault.pointer == pointer && fault.message == message) {
      return;
    }
  }
  if (list_.empty()) {
    list_ = arena_->list<DefinitionFault>(most);
  }
  if (count_ < most) {
    list_[count_++] = {.pointer = arena_->text(pointer), .message = arena_->text(message)};
  }
}

}  // namespace creditkit
