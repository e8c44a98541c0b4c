#pragma once

#include <vector>

#include "provider/plan.hpp"

namespace fuzz {

/// A vendor of our own: one for each way to page through a list. All have one shape:
///
///   {"rows":[{"id":"r1","amount":1,"note":"n"}],"next":…,"more":…,"total":…,"pages":…}     X-Next:
///   …     Link: <…>; rel="next"
struct List {
  creditkit::Plan plan;
  bool has_ids = true;

  [[nodiscard]] const creditkit::Operation& operation() const { return *plan.history(); }
};

/// Always in the same order: an input says with a number which one it is for.
[[nodiscard]] const std::vector<List>& lists();

}  // namespace fuzz
