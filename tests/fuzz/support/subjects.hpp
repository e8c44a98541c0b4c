#pragma once

#include <string>
#include <vector>

#include "provider/plan.hpp"

namespace fuzz {

/// An operation of a definition that is known to be good.
struct Subject {
  std::string file;  ///< the definition, from the repository's root
  const creditkit::Plan* plan = nullptr;
  const creditkit::Operation* operation = nullptr;
};

/// All operations of the shipped definitions, and of those that show what no vendor uses. Always in
/// the same order: an input says with a number which one it is for.
[[nodiscard]] const std::vector<Subject>& subjects();

/// The ones among them that list rows over pages.
[[nodiscard]] const std::vector<Subject>& history_subjects();

}  // namespace fuzz
