#include "normalize/text_heap.hpp"

#include <algorithm>
#include <cstring>

#include "json/unescape.hpp"

namespace creditkit {

TextHeap::TextHeap(std::string& heap, HeapUnit unit, std::string_view body,
                   std::size_t expected_size)
    : heap_{&heap}, body_end_{body.data() + body.size()}, unit_{unit} {
  resize(0, std::max(expected_size + chunk_size, heap.capacity()));
}

void TextHeap::resize(std::size_t used, std::size_t size) {
  // No zeros into room that is written to anyway.
  heap_->resize_and_overwrite(size, [size](char*, std::size_t) { return size; });
  at_ = heap_->data() + used;
  limit_ = heap_->data() + size;
}

void TextHeap::grow(std::size_t size) {
  const auto used = static_cast<std::size_t>(at_ - heap_->data());
  resize(used, 2 * (used + size + chunk_size));
}

void TextHeap::copy(char* out, const char* text, std::size_t size) {
  if (size > 0) {
    std::memcpy(out, text, size);
  }
}

TextCell TextHeap::took_utf8(std::size_t size) {
  const std::size_t units = utf16_size({at_, size});
  return took(size, unit_ == HeapUnit::utf16 ? units : size);
}

TextCell TextHeap::add_ascii(std::string_view text) {
  copy(room_for(text.size()), text.data(), text.size());
  return took(text.size(), text.size());
}

TextCell TextHeap::add_utf8(std::string_view text) {
  copy(room_for(text.size()), text.data(), text.size());
  return took_utf8(text.size());
}

bool TextHeap::add_decoded(std::string_view text, bool escaped, TextCell& cell) {
  if (!escaped) {
    cell = add_utf8(text);
    return true;
  }
  const auto size = unescape(text, room_for(text.size()));
  if (size) {
    cell = took_utf8(*size);
  }
  return size.has_value();
}

void TextHeap::raise_last_case() {
  for (char* it = last_; it < at_; ++it) {
    *it = static_cast<char>(*it >= 'a' && *it <= 'z' ? *it - 'a' + 'A' : *it);
  }
}

void TextHeap::finish() { heap_->resize(static_cast<std::size_t>(at_ - heap_->data())); }

}  // namespace creditkit
