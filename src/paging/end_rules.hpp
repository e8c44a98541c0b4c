#pragma once

#include <cstdint>
#include <string_view>

#include "paging/facts.hpp"

namespace creditkit {

/// Whether a page is the last one, by the rules that the definition names. The stronger is the
/// greater.
enum class Ending : std::uint8_t {
  none,
  unconfirmed,  ///< a count says so, which the vendor may have wrong: one more request confirms it
  reached,
};
[[nodiscard]] Ending ending_of(const PageFacts& facts);

/// True where the page itself states that rows follow.
[[nodiscard]] bool says_more(const PageFacts& facts);

/// How many pages of a page-number list have rows, this one included.
[[nodiscard]] std::uint64_t pages_with_rows(const PageFacts& facts);

/// The verdict of a page that is the last one, with what speaks against it.
[[nodiscard]] Verdict end_here(const PageFacts& facts, bool proven);

/// The verdict of a page that contradicts itself.
[[nodiscard]] Verdict broken(const char* fault);

/// The verdict of a page that is followed by another.
[[nodiscard]] Verdict go_on(Ending ending, std::uint64_t next_number = 0);

}  // namespace creditkit
