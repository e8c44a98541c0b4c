#pragma once

#include <cstddef>
#include <string_view>

#include "paging/facts.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Cursors go into URLs, which servers limit to 8 KiB, and into resume tokens; known ones stay
/// below 1 KiB.
inline constexpr std::size_t most_cursor_bytes = 8'192;

/// Looks into a cursor's JSON text: unreadable where it is no JSON, too long or too deep; empty
/// where it is "", [] or {}.
[[nodiscard]] CursorLook look_into_cursor(std::string_view json);

/// The cursor that a page of this kind carries. Its text is JSON, or for `url` the reference as the
/// server wrote it.
[[nodiscard]] CursorFact cursor_of(const PagingRule& rule, const PageSignals& signals);

}  // namespace creditkit
