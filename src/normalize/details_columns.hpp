#pragma once

#include <cstdint>

namespace creditkit {

/// Columns of a balance; after these the amount and the unit of each part.
namespace balance_column {
enum : std::uint8_t { available, unit, account, time, parts };
}

/// Columns of an entitlement.
namespace entitlement_column {
enum : std::uint8_t {
  id,
  name,
  unit,
  balance,
  overage,
  overage_enabled,
  overage_limit,
  headroom,
  limit_reached,
};
}

}  // namespace creditkit
