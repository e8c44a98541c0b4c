#include "normalize/text_heap.hpp"

#include <algorithm>
#include <cstring>

#include "json/unescape.hpp"

namespace creditkit {

TextHeap::TextHeap(EntryColumns& columns, std::size_t expected_size)
    : columns_{&columns},
      units_{static_cast<std::uint32_t>(columns.heap.size())},
      column_start_{units_} {
  const std::string& heap = columns.heap;
  resize(heap.size(), std::max(heap.size() + expected_size + chunk_size, heap.capacity()));
}

void TextHeap::resize(std::size_t used, std::size_t size) {
  // No zeros into room that is written to anyway.
  std::string& heap = columns_->heap;
  heap.resize_and_overwrite(size, [size](char*, std::size_t) { return size; });
  at_ = heap.data() + used;
  limit_ = heap.data() + size;
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

TextCell TextHeap::took_utf8(std::size_t size) { return took(size, utf16_size({at_, size})); }

TextCell TextHeap::add_utf8(std::string_view text) {
  copy(room_for(text.size()), text.data(), text.size());
  return took_utf8(text.size());
}

bool TextHeap::add_other(std::string_view text, bool escaped, TextCell& cell) {
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

void TextHeap::end_column(std::size_t bit, TextCell* cells, std::size_t count) {
  char* const start = columns_->heap.data() + column_start_;
  const auto size = static_cast<std::uint32_t>(at_ - start);
  if (const std::uint32_t units = units_ - column_start_; units != size) {
    const std::uint32_t shift = columns_->wide_units - column_start_;
    for (TextCell* cell = cells; cell != cells + count; ++cell) {
      if (*cell != null_cell) {
        *cell = {.start = cell->start + shift, .end = cell->end + shift};
      }
    }
    columns_->wide.append(start, size);
    columns_->wide_units += units;
    columns_->wide_columns |= 1U << bit;
    at_ = start;
    units_ = column_start_;
  }
  column_start_ = units_;
}

void TextHeap::finish() {
  columns_->heap.erase(static_cast<std::size_t>(at_ - columns_->heap.data()));
}

}  // namespace creditkit
