#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuzz {

/// Changes JSON as text, value by value, so that numbers keep their digits and half-broken texts
/// can be changed on: takes members out, doubles and swaps them, puts other values in their place.
/// `seed` decides everything. `other` lends values and members; it may be empty. Text without any
/// value comes back as it was.
[[nodiscard]] std::string mutate_json(std::string_view text, std::string_view other,
                                      std::uint32_t seed);

/// For LLVMFuzzerCustomMutator: half of the time mutate_json(), otherwise libFuzzer's own changes
/// of bytes.
std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, std::uint32_t seed);

/// For LLVMFuzzerCustomCrossOver: the first input with something of the second one.
std::size_t cross(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                  std::size_t other_size, std::uint8_t* out, std::size_t max_size,
                  std::uint32_t seed);

}  // namespace fuzz
