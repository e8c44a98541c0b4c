#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "paging/facts.hpp"
#include "paging/hash_window.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// Rows of one page that were yielded before a walk was cut inside it.
struct Consumed {
  std::uint64_t rows = 0;  ///< as served, from the first one
  std::uint64_t hash = 0;  ///< of their row hashes
  std::uint64_t page = 0;  ///< rows that the whole page had
};

/// How much of the past a resume token carries, newest first to keep: 256 rows bridge what a list
/// moves by between two walks, 64 pages any cycle that was met, and the token stays below 8 KiB,
/// which fits a header.
inline constexpr std::size_t most_carried_rows = 256;
inline constexpr std::size_t most_carried_pages = 64;

/// All that a later walk needs to go on where this one was cut. Text form, before base64url:
///
///   version │ binding │ position │ progress │ consumed │ cursors │ pages │ rows │ checksum
///      1    │    8    │ numbers as LEB128, texts and lists with their length  │    4
///
/// The binding ties it to definition, base URL, operation and query. The checksum finds damage; it
/// is no signature: whoever writes a token chooses where a walk goes on, as whoever sends a cursor
/// does. So nothing in here is trusted with more than that: no URL, no path, no parameter of the
/// caller's.
struct ResumePoint {
  std::uint64_t binding = 0;
  bool ended = false;       ///< the list was over; nothing is left to ask for
  bool proven = false;      ///< ended: by the definition's end rule
  bool has_cursor = false;  ///< position.cursor counts, even where it is empty
  std::uint32_t page_size = 0;
  Position position;  ///< url: the query that the next URL adds to the first one
  Progress progress;  ///< before the page at `position`
  Consumed consumed;
  PodArray<Counted> cursors;  ///< hashes of those that were met, oldest first
  PodArray<Counted> pages;    ///< fingerprints of those that were read, oldest first
  PodArray<Counted> rows;     ///< those that were yielded, oldest first
};

/// `point` stays as it is: writing and reading share one list of fields, which may write to it.
[[nodiscard]] std::string encode_resume_point(ResumePoint& point);

/// What is wrong with a token, in words that go on from "the resume token"; nullptr where nothing
/// is. Then, whatever the text, what comes out is in range, and its binding is `binding`.
[[nodiscard]] const char* decode_resume_point(std::string_view text, std::uint64_t binding,
                                              ResumePoint& point);

}  // namespace creditkit
