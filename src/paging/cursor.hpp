#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "paging/facts.hpp"
#include "provider/node.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Cursors go into URLs, which servers limit to 8 KiB, and into resume tokens; known ones stay
/// below 1 KiB.
inline constexpr std::size_t most_cursor_bytes = 8'192;

struct CursorLook {
  Node::Type type = Node::Type::null;  ///< which never changes within a list; one for both flags
  bool empty = false;                  ///< "", [] or {}
  std::uint64_t hash = 0;  ///< equal for equal values: members in any order, numbers by their text
};

/// Looks into a cursor's JSON text; nothing where it is no JSON, too long or too deep.
[[nodiscard]] std::optional<CursorLook> look_into_cursor(std::string_view json);

/// The cursor that a page of this kind carries. Its text is JSON, or for `url` the reference as the
/// server wrote it.
[[nodiscard]] CursorFact cursor_of(const PagingRule& rule, const PageSignals& signals);

}  // namespace creditkit
