#include "walk/base64url.hpp"

#include <cstdint>

namespace creditkit {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) {
      text += alphabet[(bits >> (held - 6)) & 0x3FU];
    }
  }
  if (held > 0) {
    text += alphabet[(bits << (6 - held)) & 0x3FU];
  }
  return text;
}

bool from_base64url(std::string_view text, std::string& bytes) {
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) {
      return false;
    }
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>((bits >> held) & 0xFFU);
    }
  }
  return held < 6 && (bits & ((1U << held) - 1U)) == 0;
}

}  // namespace creditkit
