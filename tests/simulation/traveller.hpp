#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dice.hpp"
#include "paging/policy.hpp"
#include "vendor.hpp"
#include "walk/walk.hpp"
#include "world.hpp"

namespace simulation {

/// One page as the traveller met it.
struct Stage {
  std::vector<std::uint64_t> served;  ///< serials, where rows are told apart
  std::vector<std::string> notes;     ///< of the rows that were consumed
  std::vector<std::string> ids;
  std::optional<std::uint64_t> total;
  std::optional<bool> more;
  std::uint32_t asked = 0;
  std::uint64_t answer = 0;  ///< the how-manyth of the vendor's
  bool counts =
      true;  ///< false: the walk was cut before its first row, as if it had not been asked for
  bool whole = false;  ///< every row that the walk gave was consumed
};

struct Trip {
  std::vector<Stage> stages;
  creditkit::Report report;  ///< of the last walk
  std::optional<creditkit::Error> error;
  std::uint64_t walks = 0;
  std::uint64_t requests = 0;
  std::string violation;  ///< of a rule that shows on the way
  bool gave_up = false;   ///< a walk was cut where no resume token leads on
};

struct Habits {
  bool cuts = false;  ///< stops here and there, and goes on by resume token
  creditkit::Policy policy;
};

/// Walks a world from its start to its end.
[[nodiscard]] Trip travel(const World& world, const creditkit::Plan& plan, Vendor& vendor,
                          const Habits& habits);

}  // namespace simulation
