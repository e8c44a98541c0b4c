// Pages of some vendors consist of rows without ids: compiled for speed.
#include "normalize/synthetic_ids.hpp"

#include <array>
#include <bit>
#include <cstring>

#include "json/word.hpp"

namespace creditkit {
namespace {

constexpr std::size_t max_size = 1 + 16 + 1 + 20;  // "~", a hash, ".", 64 bits as digits

/// Eight hexadecimal digits at once.
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

/// Counts rows that are equal.
class EqualRows {
 public:
  explicit EqualRows(std::size_t rows) { slots_.assign(std::bit_ceil(rows * 2), {}); }
  std::uint64_t count(std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].count != 0 && slots_[at].hash != hash) {
      at = (at + 1) & mask;
    }
    slots_[at].hash = hash;
    return ++slots_[at].count;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t count = 0;
  };
  PodArray<Slot> slots_;
};

}  // namespace

void write_synthetic_id(Page& page, std::size_t row, std::uint64_t occurrence) {
  // From the end, for that is where digits come from.
  std::array<char, max_size> id{};
  char* const end = id.data() + max_size;
  char* begin = end;
  for (; occurrence > 0; occurrence /= 10) {
    *--begin = static_cast<char>('0' + occurrence % 10);
  }
  *--begin = '.';
  const std::uint64_t hash = page.row_hashes[row];
  write_hex(static_cast<std::uint32_t>(hash), begin -= word_size);
  write_hex(static_cast<std::uint32_t>(hash >> 32U), begin -= word_size);
  *--begin = '~';
  const auto size = static_cast<std::uint32_t>(end - begin);
  EntryColumns& columns = page.entries;
  // The id column is the first. Where the vendor's ids are not ASCII, those that are made stand
  // with them.
  const bool is_wide = (columns.wide_columns & 1U) != 0;
  const std::uint32_t start =
      is_wide ? columns.wide_units : static_cast<std::uint32_t>(columns.heap.size());
  (is_wide ? columns.wide : columns.heap).append(begin, size);
  columns.wide_units += is_wide ? size : 0;
  columns.text[row] = {.start = start, .end = start + size};
  columns.flags[row] |= entry_flag::id_is_synthetic;
}

void write_synthetic_ids(Page& page) {
  // The id column is the first run of cells.
  const PodArray<TextCell>& ids = page.entries.text;
  const std::size_t rows = page.entries.rows;
  std::size_t row = 0;
  while (row < rows && ids[row] != null_cell) {
    ++row;
  }
  if (row == rows) {
    return;
  }
  EqualRows equal{rows - row};
  for (; row < rows; ++row) {
    if (ids[row] == null_cell) {
      write_synthetic_id(page, row, equal.count(page.row_hashes[row]));
    }
  }
}

}  // namespace creditkit
