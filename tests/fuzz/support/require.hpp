#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

/// A broken promise of the core's is a finding: it says which one, and ends the process as a crash
/// does.
inline void require(bool holds, std::string_view promise, const std::string& seen = {}) {
  if (holds) [[likely]] {
    return;
  }
  std::fprintf(stderr, "==fuzz== broken: %.*s%s%s\n", static_cast<int>(promise.size()),
               promise.data(), seen.empty() ? "" : "; seen: ", seen.c_str());
  std::abort();
}

}  // namespace fuzz
