#include "value/text_hash.hpp"

namespace creditkit {

TextHash& TextHash::number(std::uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) {
    byte((value >> shift) & 0xFFU);
  }
  return *this;
}

TextHash& TextHash::text(std::string_view value) {
  number(value.size());
  for (const char c : value) {
    byte(static_cast<unsigned char>(c));
  }
  return *this;
}

std::uint64_t TextHash::value() const {
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdU;
  mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return mixed ^ (mixed >> 33U);
}

}  // namespace creditkit
