#pragma once

#include <cstdint>
#include <string_view>

namespace creditkit {

/// FNV-1a over bytes and numbers. Every number is hashed whole, every text with its length, so that
/// two lists of values give one hash only where they are equal. Not keyed: it tells apart, it does
/// not prove who wrote.
class TextHash {
 public:
  constexpr TextHash& number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
      byte((value >> shift) & 0xFFU);
    }
    return *this;
  }
  constexpr TextHash& text(std::string_view value) {
    number(value.size());
    for (const char c : value) {
      byte(static_cast<unsigned char>(c));
    }
    return *this;
  }

  /// FNV alone leaves the high bits of short inputs nearly alike; two rounds of shift and multiply
  /// spread them (MurmurHash3's finalizer, https://github.com/aappleby/smhasher).
  [[nodiscard]] constexpr std::uint64_t value() const {
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdU;
    mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
    return mixed ^ (mixed >> 33U);
  }

 private:
  constexpr void byte(std::uint64_t value) { state_ = (state_ ^ value) * 0x100000001b3U; }

  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace creditkit
