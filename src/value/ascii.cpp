#include "value/ascii.hpp"

#include <algorithm>
#include <cstddef>

namespace creditkit {

void append_hex(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  bool same = left.size() == right.size();
  for (std::size_t i = 0; same && i < left.size(); ++i) {
    same = lower(left[i]) == lower(right[i]);
  }
  return same;
}

bool consists_of(std::string_view text, const char* ranges) {
  const auto in_range = [ranges](unsigned char c) {
    for (const char* range = ranges; *range != '\0'; range += 2) {
      if (static_cast<unsigned char>(range[0]) <= c && c <= static_cast<unsigned char>(range[1])) {
        return true;
      }
    }
    return false;
  };
  return !text.empty() && std::ranges::all_of(text, in_range);
}

}  // namespace creditkit
