#pragma once

#include <cstddef>

namespace creditkit {

/// Columns of a balance; from `parts` on the amount and the unit of each part.
namespace balance_column {
inline constexpr std::size_t available = 0;
inline constexpr std::size_t unit = 1;
inline constexpr std::size_t account = 2;
inline constexpr std::size_t time = 3;
inline constexpr std::size_t parts = 4;
}  // namespace balance_column

/// Columns of an entitlement that its findings look at.
namespace entitlement_column {
inline constexpr std::size_t overage = 4;
inline constexpr std::size_t overage_enabled = 5;
inline constexpr std::size_t overage_limit = 6;
inline constexpr std::size_t headroom = 7;
inline constexpr std::size_t limit_reached = 8;
}  // namespace entitlement_column

}  // namespace creditkit
