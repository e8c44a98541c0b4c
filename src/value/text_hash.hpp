#pragma once

#include <cstdint>
#include <string_view>

namespace creditkit {

/// FNV-1a over bytes and numbers. Every number is hashed whole, every text with its length, so that
/// two lists of values give one hash only where they are equal. Not keyed: it tells apart, it does
/// not prove who wrote.
class TextHash {
 public:
  constexpr void byte(std::uint64_t value) { state_ = (state_ ^ value) * 0x100000001b3U; }
  TextHash& number(std::uint64_t value);
  TextHash& text(std::string_view value);

  /// FNV alone leaves the high bits of short inputs nearly alike; two rounds of shift and multiply
  /// spread them (MurmurHash3's finalizer, https://github.com/aappleby/smhasher).
  [[nodiscard]] std::uint64_t value() const;

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace creditkit
