#pragma once

#include <cstddef>
#include <cstdint>

namespace creditkit {

/// No list that a person looks at is longer, and a walk that a broken vendor keeps going ends some
/// day.
inline constexpr std::uint64_t most_pages = 10'000;
/// Rows that a walk remembers at least: further back no list moves between two requests. At most
/// 6 MiB.
inline constexpr std::size_t remembered_rows = 65'536;
/// Pages in a row without a new row, after which a walk gives up. Rows come and go while a walk
/// reads numbered pages, but not three pages of them between two requests; a cursor never leads
/// back.
inline constexpr std::uint32_t most_stale_pages = 3;
/// The same where rows have no id, and may be new although they look like others.
inline constexpr std::uint32_t most_doubtful_pages = 100;
/// The same where pages are empty: databases that filter after reading send hundreds of such pages,
/// and this is many times what one does between two rows that match.
inline constexpr std::uint32_t most_empty_pages = 1'000;

}  // namespace creditkit
