#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/token.hpp"
#include "model/page.hpp"

namespace creditkit {

/// Appends texts to the heaps of a page's columns, column by column, and counts UTF-16 units as it
/// goes.
///
/// While it writes, the heap is longer than its text, so that short texts are copied in whole
/// words.
class TextHeap {
 public:
  /// Longest text of one cell. A description is a line or two; what is longer is another member
  /// than was meant.
  static constexpr std::size_t max_text_size = std::size_t{1} << 20U;

  /// `expected_size` is room to start with.
  TextHeap(EntryColumns& columns, std::size_t expected_size);
  ~TextHeap() { finish(); }
  TextHeap(const TextHeap&) = delete;
  TextHeap& operator=(const TextHeap&) = delete;
  TextHeap(TextHeap&&) = delete;
  TextHeap& operator=(TextHeap&&) = delete;

  /// Adds a value that says something: a string decoded, a number or a flag as it is written.
  /// False, and nothing added, where it is no scalar, too long, or has half of a surrogate pair.
  [[nodiscard, gnu::always_inline]] bool add(const Token& token, std::string_view body,
                                             TextCell& cell) {
    const std::string_view text = token.in(body);
    if (!token.is_scalar() || text.size() > max_text_size) [[unlikely]] {
      return false;
    }
    if (!token.has(Token::escaped | Token::non_ascii) || token.type() != TokenType::string)
        [[likely]] {
      cell = add_from_body(text.data(), text.size());
      return true;
    }
    return add_other(text, token.has(Token::escaped), cell);
  }
  /// ASCII text out of the body, in whole chunks: most texts are one or two of them.
  [[gnu::always_inline]] TextCell add_from_body(const char* text, std::size_t size) {
    char* const out = room_for(size);
    if (size <= 4 * chunk_size) [[likely]] {
      std::size_t at = 0;
      do {
        __builtin_memcpy(out + at, text + at, chunk_size);
        at += chunk_size;
      } while (at < size);
    } else {
      copy(out, text, size);
    }
    return took(size, size);
  }
  TextCell add_utf8(std::string_view text);
  /// Room for `size` bytes of text at the end of the heap, of which take_ascii() then takes some.
  [[nodiscard]] char* room_for(std::size_t size) {
    if (static_cast<std::size_t>(limit_ - at_) < size + chunk_size) [[unlikely]] {
      grow(size);
    }
    return at_;
  }
  TextCell take_ascii(std::size_t size) { return took(size, size); }

  /// Ends a column, the one of that bit: where a text of its cells is not ASCII, all of them move
  /// to the wide heap.
  void end_column(std::size_t bit, TextCell* cells, std::size_t count);

  /// Raises the ASCII letters of the text that was added last: "usd" becomes "USD".
  void raise_last_case();

 private:
  static constexpr std::size_t chunk_size = 16;

  TextCell took(std::size_t size, std::size_t units) {
    const TextCell cell{.start = units_, .end = units_ + static_cast<std::uint32_t>(units)};
    last_ = at_;
    at_ += size;
    units_ = cell.end;
    return cell;
  }
  /// Cuts the heap to its text.
  void finish();
  static void copy(char* out, const char* text, std::size_t size);
  void grow(std::size_t size);
  void resize(std::size_t used, std::size_t size);

  /// A string with escapes or beyond ASCII.
  bool add_other(std::string_view text, bool escaped, TextCell& cell);
  TextCell took_utf8(std::size_t size);

  EntryColumns* columns_;
  char* at_ = nullptr;
  char* last_ = nullptr;
  char* limit_ = nullptr;
  std::uint32_t units_;
  std::uint32_t column_start_;  ///< in bytes and units: before it, the heap is ASCII
};

}  // namespace creditkit
