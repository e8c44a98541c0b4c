#include "value/ascii.hpp"

#include <cstddef>

namespace creditkit {

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  bool same = left.size() == right.size();
  for (std::size_t i = 0; same && i < left.size(); ++i) {
    same = lower(left[i]) == lower(right[i]);
  }
  return same;
}

}  // namespace creditkit
