#include "normalize/text_heap.hpp"

#include <algorithm>
#include <cstring>

#include "json/unescape.hpp"

namespace creditkit {

void raise_case(char* text, std::size_t size) {
  for (char* it = text; it < text + size; ++it) {
    *it = static_cast<char>(*it >= 'a' && *it <= 'z' ? *it - 'a' + 'A' : *it);
  }
}

TextHeap::TextHeap(EntryColumns& columns, std::string_view body, std::size_t expected_size)
    : columns_{&columns}, body_end_{body.data() + body.size()} {
  columns.heap_is_ascii = true;
  resize(0, std::max(expected_size + chunk_size, columns.heap.capacity()));
}

void TextHeap::resize(std::size_t used, std::size_t size) {
  // No zeros into room that is written to anyway.
  columns_->heap.resize_and_overwrite(size, [size](char*, std::size_t) { return size; });
  at_ = columns_->heap.data() + used;
  limit_ = columns_->heap.data() + size;
}

void TextHeap::grow(std::size_t size) {
  const auto used = static_cast<std::size_t>(at_ - columns_->heap.data());
  resize(used, 2 * (used + size + chunk_size));
}

void TextHeap::copy(char* out, const char* text, std::size_t size) {
  if (size > 0) {
    std::memcpy(out, text, size);
  }
}

TextCell TextHeap::add_ascii(std::string_view text) {
  copy(room_for(text.size()), text.data(), text.size());
  return took(text.size(), text.size());
}

TextCell TextHeap::add_utf8(std::string_view text) {
  copy(room_for(text.size()), text.data(), text.size());
  const std::size_t units = utf16_size(text);
  columns_->heap_is_ascii = columns_->heap_is_ascii && units == text.size();
  return took(text.size(), units);
}

bool TextHeap::add_escaped(std::string_view text, TextCell& cell) {
  char* const out = room_for(text.size());
  const auto size = unescape(text, out);
  if (!size) {
    return false;
  }
  const std::size_t units = utf16_size({out, *size});
  columns_->heap_is_ascii = columns_->heap_is_ascii && units == *size;
  cell = took(*size, units);
  return true;
}

void TextHeap::raise_last_case() { raise_case(last_, static_cast<std::size_t>(at_ - last_)); }

void TextHeap::finish() {
  columns_->heap.resize(static_cast<std::size_t>(at_ - columns_->heap.data()));
  columns_->heap_units = units_;
  limit_ = at_;
}

}  // namespace creditkit
