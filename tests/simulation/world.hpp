#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "provider/plan.hpp"

namespace simulation {

using PagingKind = creditkit::PagingRule::Kind;

enum class Place : std::uint8_t { query, body, form, header, variables };
enum class CursorShape : std::uint8_t { text, number, object, list };
enum class EndMark : std::uint8_t { absent, null, empty, flag };
/// Where the rows of a page stand: in a list, in an object by their keys, in a list inside each
/// element of a list, or in one inside each member of an object.
enum class RowsForm : std::uint8_t { list, map, each, map_each };
/// What a page without rows, past the end, says of the totals.
enum class PastEnd : std::uint8_t { same, zero, nothing };
enum class UrlStyle : std::uint8_t { absolute, path, query, scheme_relative, link_header };

/// What the vendor does wrong, or what happens to its list meanwhile. A page number of 0 means
/// never; otherwise it is the how-manyth answer, counted from 1.
struct Faults {
  std::vector<std::uint64_t> empty_pages;  ///< a page without rows whose cursor goes on
  std::uint64_t repeated_page = 0;         ///< the rows of the page before, again
  bool repeated_in_new_words = false;      ///< … with other bytes around them
  std::uint64_t cycle_at = 0;  ///< the cursor that was given `cycle_length` pages earlier
  std::uint64_t cycle_length = 1;
  std::uint64_t retyped_cursor = 0;  ///< a cursor of another JSON type
  std::uint64_t overlap_at = 0;      ///< a page that begins `overlap` rows early
  std::uint64_t overlap = 0;
  bool overlap_leaves_gap = false;  ///< … and ends as many rows early, which no page ever has
  std::vector<std::uint64_t>
      inserts;  ///< before these answers, rows come at a place that the seed decides
  std::vector<std::uint64_t> deletes;
  bool ignores_position = false;  ///< every request gets the first page
  std::int64_t wrong_total = 0;   ///< added to the true total
  bool moving_total = false;      ///< the total sways though no row comes or goes
  std::uint64_t short_at = 0;     ///< a page with `short_by` rows fewer than it could have
  std::uint64_t short_by = 0;
  bool flag_stuck = false;           ///< says that rows follow, always
  std::uint64_t truncated_at = 0;    ///< a body that ends too early
  std::uint64_t refused_at = 0;      ///< an error in HTTP 200
  std::uint64_t unavailable_at = 0;  ///< HTTP 503
  std::uint64_t expired_at = 0;      ///< the cursor is refused for good
};

/// Everything that a seed decides but for where the traveller stops.
struct World {
  std::uint64_t seed = 0;
  PagingKind kind = PagingKind::none;
  std::uint64_t rows = 0;
  bool ids = true;
  bool equal_rows = false;    ///< rows without an id, many of which are equal
  bool newest_first = false;  ///< inserted rows tend to the top
  RowsForm rows_form = RowsForm::list;
  bool rows_optional = false;  ///< a page without rows has no member for them, or null
  bool escapes_ids = false;    ///< ids are written in one way here, in another there

  bool has_size = true;  ///< a parameter for the page size
  std::uint32_t asked = 0;
  std::uint32_t server_most = 0;  ///< the server caps the size there
  std::uint64_t first = 0;
  bool more = false;
  bool total = false;
  bool total_pages = false;
  PastEnd totals_past_end = PastEnd::same;
  bool not_found_past_end = false;
  std::vector<std::string> end;  ///< empty: the default

  Place place = Place::query;
  CursorShape shape = CursorShape::text;
  bool cursor_in_header = false;
  EndMark end_mark = EndMark::absent;
  UrlStyle url_style = UrlStyle::path;
  bool other_path = false;  ///< next URLs lead to another path
  bool counted_cursor =
      false;  ///< the cursor is an offset in disguise, so the list can move under it
  bool cursor_at_end = false;  ///< a full last page has a cursor, which leads to an empty page
  bool constant_cursor = false;

  std::uint32_t limit = 0;  ///< per walk; the traveller goes on by resume token
  std::uint32_t max_pages = 0;
  Faults faults;

  [[nodiscard]] bool moves() const { return !faults.inserts.empty() || !faults.deletes.empty(); }
  [[nodiscard]] bool follows_cursors() const;
  /// True where nothing happens that a client cannot take in its stride.
  [[nodiscard]] bool honest() const;
  [[nodiscard]] std::string definition() const;
  [[nodiscard]] std::string story() const;
};

[[nodiscard]] World draw_world(std::uint64_t seed);

}  // namespace simulation
