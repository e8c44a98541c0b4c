// Apart from value/decimal.cpp, for it is asked of most amounts, and is compiled for speed.
#include "value/decimal.hpp"

namespace creditkit {

bool is_canonical_decimal(std::string_view text) noexcept {
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  if (text.size() == start || text.size() > Decimal::max_text_size) {
    return false;
  }
  // One pass whose only branch is the loop's: numbers differ in length and in where their point is.
  std::size_t point = text.size();
  std::size_t others = 0;
  unsigned nonzero = 0;
  for (std::size_t i = start; i < text.size(); ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
    const bool is_other = digit > 9;
    others += is_other ? 1 : 0;
    point = is_other ? i : point;
    nonzero |= is_other ? 0 : digit;
  }
  const std::size_t integer_digits = point - start;
  const std::size_t scale = others == 0 ? 0 : text.size() - point - 1;
  if (others > 0 && (others > 1 || text[point] != '.' || scale == 0 || integer_digits == 0)) {
    return false;
  }
  if (text[start] == '0') {
    return integer_digits == 1 && scale <= Decimal::max_scale && (start == 0 || nonzero != 0);
  }
  return integer_digits + scale <= Decimal::max_digits;
}

}  // namespace creditkit
