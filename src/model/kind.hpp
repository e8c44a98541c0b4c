#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace creditkit {

/// What a movement is, in the words of this model. A vendor's own word that no rule maps is
/// `other`, and stays readable in the entry's vendorKind. The order is the order of the column's
/// bytes.
enum class Kind : std::uint8_t {
  grant,
  purchase,
  usage,
  overage,
  expiry,
  revocation,
  refund,
  adjustment,
  transfer,
  other,
};

inline constexpr std::array<std::string_view, 10> kind_names{
    "grant",      "purchase", "usage",      "overage",  "expiry",
    "revocation", "refund",   "adjustment", "transfer", "other",
};

constexpr std::string_view name_of(Kind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

}  // namespace creditkit
