#include "normalize/rows.hpp"

#include <bit>
#include <cstring>

#include "json/word.hpp"

namespace creditkit {
namespace {

constexpr std::size_t prefix_size = 1 + 16 + 1;  // "~", a hash, "."

/// Eight hexadecimal digits at once: pages consist of rows without ids.
void write_hex(std::uint32_t number, char* out) {
  // The halves change places, in them the bytes, in those the half bytes: the highest comes first.
  std::uint64_t word = (std::uint64_t{number} & 0xFFFFU) << 32U | number >> 16U;
  word = (word & 0x0000'00FF'0000'00FF) << 16U | (word & 0x0000'FF00'0000'FF00) >> 8U;
  word = (word & 0x000F'000F'000F'000F) << 8U | (word & 0x00F0'00F0'00F0'00F0) >> 4U;
  const std::uint64_t letters = (word + 0x0606'0606'0606'0606) >> 4U & 0x0101'0101'0101'0101;
  constexpr std::uint64_t from_9_to_a = 'a' - '9' - 1;
  word += 0x3030'3030'3030'3030 + letters * from_9_to_a;
  word = std::endian::native == std::endian::little ? word : std::byteswap(word);
  std::memcpy(out, &word, word_size);
}

/// Closes up `rows` values of `size` bytes each, without the dropped ones, and writes them to `to`,
/// which lies at or before them. Where the kept ones end.
char* close_up(const char* from, char* to, std::size_t rows, std::size_t size,
               std::span<const std::uint32_t> dropped) {
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row, from += size) {
    if (next < dropped.size() && dropped[next] == row) {
      ++next;
    } else {
      std::memmove(to, from, size);
      to += size;
    }
  }
  return to;
}

}  // namespace

void drop_rows(Page& page, std::span<const std::uint32_t> ascending_indices) {
  EntryColumns& columns = page.entries;
  const std::size_t rows = columns.rows;
  columns.rows = rows - ascending_indices.size();
  const auto drop = [&](auto& values, std::size_t runs) {
    char* const begin = reinterpret_cast<char*>(values.data());
    char* end = begin;
    const std::size_t size = sizeof(values[0]);
    for (std::size_t run = 0; run < runs; ++run) {
      end = close_up(begin + run * rows * size, end, rows, size, ascending_indices);
    }
    values.resize(columns.rows * runs);
  };
  drop(columns.at, 1);
  drop(columns.kind, 1);
  drop(columns.flags, 1);
  drop(page.row_hashes, 1);
  drop(columns.text, text_column_count);
}

void write_synthetic_id(Page& page, std::size_t row, std::uint64_t occurrence) {
  EntryColumns& columns = page.entries;
  std::size_t digits = 1;
  for (std::uint64_t rest = occurrence; rest > 9; rest /= 10) {
    ++digits;
  }
  const std::size_t size = prefix_size + digits;
  const std::size_t used = columns.heap.size();
  columns.heap.resize_and_overwrite(used + size, [](char*, std::size_t whole) { return whole; });
  char* const id = columns.heap.data() + used;
  const std::uint64_t hash = page.row_hashes[row];
  id[0] = '~';
  write_hex(static_cast<std::uint32_t>(hash >> 32U), id + 1);
  write_hex(static_cast<std::uint32_t>(hash), id + 1 + word_size);
  id[prefix_size - 1] = '.';
  for (char* it = id + size; it > id + prefix_size; occurrence /= 10) {
    *--it = static_cast<char>('0' + occurrence % 10);
  }
  const std::uint32_t start = columns.heap_units;
  columns.heap_units += static_cast<std::uint32_t>(size);
  columns.text[row] = {.start = start, .end = columns.heap_units};
  columns.flags[row] |= entry_flag::id_is_synthetic;
}

}  // namespace creditkit
