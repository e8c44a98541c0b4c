#pragma once

#include <string>

#include "traveller.hpp"
#include "vendor.hpp"
#include "world.hpp"

namespace simulation {

/// What a trip came to, for the closing line.
enum class Verdict : std::uint8_t {
  complete,    ///< every row, proved
  incomplete,  ///< all that was served, with a warning
  failed,      ///< a typed error
  unseen,      ///< complete, but for rows that no client could have missed
  left,        ///< cut where no resume token leads on
};
inline constexpr int verdict_count = 5;

struct Finding {
  Verdict verdict = Verdict::complete;
  std::string violation;  ///< empty: every promise was kept
};

/// Holds a trip against what the vendor knows. docs/paging.md says what no client can see; nothing
/// else is forgiven.
[[nodiscard]] Finding judge(const World& world, const Vendor& vendor, const Trip& trip);

/// In a list that does not move, a trip with cuts must come to the same as one without.
[[nodiscard]] std::string compare(const Trip& cut, const Trip& whole);

}  // namespace simulation
