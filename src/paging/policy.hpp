#pragma once

namespace creditkit {

/// Rules that the simulation switches off to show that it would notice (tests/simulation).
/// Everywhere else they are constants, and no code is left of the choice.
struct Policy {
#ifdef CREDITKIT_SIMULATION
  bool loop_guard = true;
  bool empty_page_goes_on = true;
  bool total_is_confirmed = true;
#else
  static constexpr bool loop_guard = true;
  static constexpr bool empty_page_goes_on = true;
  static constexpr bool total_is_confirmed = true;
#endif
};

}  // namespace creditkit
