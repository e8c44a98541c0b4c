#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/kind.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// The text columns of an entry, in the order in which they cross to JavaScript.
enum class TextColumn : std::uint8_t {
  id,
  account,
  vendor_kind,
  amount,
  unit,
  balance_after,
  at_text,
  description,
  reference,
  raw,
};
inline constexpr std::size_t text_column_count = 10;

/// The cells of a balance, in the order in which they cross; from `part` on the name, the amount
/// and the unit of each part. A part without an amount is not there.
enum class BalanceColumn : std::uint8_t { available, unit, account, at_text, part };
inline constexpr std::size_t part_cell_count = 3;

/// The text columns of an entitlement, in the order in which they cross. What findings look at
/// comes first: it is ASCII, and is found again in the heap by counting bytes.
enum class EntitlementColumn : std::uint8_t {
  balance,
  overage,
  overage_enabled,  ///< true or false, as is the next flag
  overage_limit,    ///< absent: unlimited
  headroom,
  limit_reached,
  id,
  name,
  unit,
  findings,  ///< statements of the vendor's that contradict each other, a sentence a line
};
inline constexpr std::size_t entitlement_column_count = 10;

/// A cell of a text column: a range of the column's heap, counted in UTF-16 units so that one
/// decode of a heap serves every cell. An absent value is `null_cell`. Rows may share a range: a
/// value equal to the row before costs no text, and lets JavaScript reuse the string.
struct TextCell {
  std::uint32_t start;
  std::uint32_t end;
  friend bool operator==(const TextCell&, const TextCell&) = default;
};
inline constexpr TextCell null_cell{0xFFFFFFFFU, 0xFFFFFFFFU};

/// Bits of an entry's flag byte.
namespace entry_flag {
inline constexpr std::uint8_t id_is_synthetic = 1U << 0U;
inline constexpr std::uint8_t zone_assumed = 1U << 1U;
inline constexpr std::uint8_t ambiguous_hour = 1U << 2U;
inline constexpr std::uint8_t shifted_hour = 1U
                                             << 3U;  ///< a local hour that the clocks jumped over
inline constexpr std::uint8_t precision_shift = 4;   ///< two bits: value/instant.hpp's Precision
}  // namespace entry_flag

/// The bits of EntryColumns::wide_columns: one for each TextColumn, then all of the balance, then
/// all entitlements.
inline constexpr std::size_t balance_bit = text_column_count;
inline constexpr std::size_t entitlements_bit = text_column_count + 1;

/// The rows of one page as columns.
///
///   at      | f64 | f64 | …           ms since the Unix epoch, NaN where the row has no time
///   kind    | u8  | u8  | …           Kind
///   flags   | u8  | u8  | …           entry_flag
///   text    | id[0] id[1] … | account[0] … | … | raw[rows-1] |      text_column_count runs of
///   `rows` cells
///                │
///   heap    ─────┼─► the texts of most columns, all of them ASCII
///   wide    ─────┴─► those of columns in which one is not, in UTF-8
///
/// Apart, because a text with one character beyond ASCII is decoded many times slower as a whole,
/// and takes twice the memory.
struct EntryColumns {
  std::size_t rows = 0;
  PodArray<double> at;
  PodArray<std::uint8_t> kind;
  PodArray<std::uint8_t> flags;
  PodArray<TextCell> text;
  std::string heap;
  std::string wide;
  std::uint32_t wide_units = 0;    ///< its length in UTF-16 units: where its next text starts
  std::uint32_t wide_columns = 0;  ///< whose cells are ranges of `wide`
};

/// Stands where a page's cursor cannot be read: no JSON, and so no cursor.
inline constexpr std::string_view unreadable_cursor = "?";

/// What a page says about the pages after it, exactly as the vendor says it.
struct PageSignals {
  std::optional<std::string> cursor;  ///< JSON text of the cursor (body), a JSON string of the
                                      ///< header's value, or unreadable_cursor
  std::optional<bool> more;           ///< the flag that says that pages follow
  std::optional<std::uint64_t> total;
  std::optional<std::uint64_t> total_pages;
};

/// One response, normalized.
struct Page {
  EntryColumns entries;
  PodArray<TextCell> balance;  ///< by BalanceColumn, ranges of the entries' heap; empty for none
  double balance_at = 0;       ///< where the balance has a time: ms since the Unix epoch
  PodArray<TextCell> entitlements;  ///< a run for each EntitlementColumn, ranges of the same heap
  PageSignals signals;
  PodArray<std::uint64_t>
      row_hashes;              ///< per row: its id, or its identifying content where it has no id
  std::string_view rows_text;  ///< all rows as they came: lies in the body that was read
};

/// Makes it a page without anything. Capacity stays.
void clear(Page& page);

}  // namespace creditkit
