#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Theory of operation
///
/// A walk is always in one of six states, and only apply() leads from one to another: every rule
/// about what may follow what stands in the table below, and nowhere else. The rest of the walk
/// decides which event has happened.
///
///                    ┌──────── left ────────┐
///                    ▼                      │
///     open ───►  asking ── page_and_more ─► more ──── budget_spent ───┐
///                │ ▲ │ └── page_at_end ───► last ──── left ───────────┤
///         refused└─┘ │ └── page_then_fault► unsound ─ left ──► failed │
///                    └──── fault ──────────────────────────────► ▲    ▼
///                                                                    done
///
/// `cap_reached` leads from `more` to `failed`, and `stopped` from everywhere but there to `done`.
/// A refusal of the vendor's leaves the walk where it is, for the transport may ask again with a
/// fresh key. A page is judged whole when it is taken: in `more`, `last` and `unsound` its rows are
/// sound and wait to be yielded, and what comes after them is known already.
namespace creditkit {

enum class State : std::uint8_t {
  asking,   ///< a request waits for its answer
  more,     ///< a page is at hand, and another follows
  last,     ///< a page is at hand, and it is the last one
  unsound,  ///< a page is at hand, and the one after it cannot be asked for
  done,
  failed,
};

enum class Event : std::uint8_t {
  page_and_more,
  page_at_end,
  page_then_fault,
  refused,       ///< the vendor did not answer the request, but may answer it later
  fault,         ///< the answer cannot be used
  left,          ///< the page at hand was consumed
  budget_spent,  ///< the same, and the caller wants no more
  cap_reached,   ///< the same, and no walk goes on for so long
  stopped,       ///< the caller left, or the transport gave up
};

namespace detail {
using enum State;
// clang-format off
inline constexpr std::array<std::array<State, 9>, 6> transitions{{
    // page_and_more, page_at_end, page_then_fault, refused, fault, left, budget_spent, cap_reached, stopped
    {more, last, unsound, asking, failed, asking, asking, asking, done},         // asking
    {more, more, more, more, more, asking, done, failed, done},                  // more
    {last, last, last, last, last, done, done, done, done},                      // last
    {unsound, unsound, unsound, unsound, unsound, failed, done, failed, done},   // unsound
    {done, done, done, done, done, done, done, done, done},                      // done
    {failed, failed, failed, failed, failed, failed, failed, failed, failed},    // failed
}};
// clang-format on
}  // namespace detail

[[nodiscard]] constexpr State apply(State state, Event event) {
  return detail::transitions.at(static_cast<std::size_t>(state))
      .at(static_cast<std::size_t>(event));
}

}  // namespace creditkit
