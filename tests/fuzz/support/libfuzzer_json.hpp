#pragma once

#include "json_mutator.hpp"

/// Included by a fuzzer whose inputs hold JSON: libFuzzer finds its hooks by name.

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  return fuzz::mutate(data, size, max_size, seed);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  return fuzz::cross(data, size, other, other_size, out, max_size, seed);
}
