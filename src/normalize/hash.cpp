#include "normalize/hash.hpp"

#include <array>

namespace creditkit {

// Three quarters of the time of a page's reading would go into multiplications that wait for each
// other; here they wait for nothing, and only a rotation and a sum are a chain. The halves of a
// word are joined first, so that each byte reaches at least 40 bits of the product: sums of such
// differences do not cancel out.
std::uint64_t fingerprint_of(std::string_view bytes) noexcept {
  constexpr std::size_t lanes = 4;
  constexpr std::size_t block = lanes * word_size;
  constexpr std::uint64_t multiplier = 0x9E37'79B1'85EB'CA87;
  std::array<std::uint64_t, lanes> sums{};
  const char* it = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= block; it += block, left -= block) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::uint64_t word = load_word(it + lane * word_size);
      sums[lane] = std::rotl(sums[lane], 27) + (word ^ (word >> 32U)) * multiplier;
    }
  }
  Hash whole;
  for (const std::uint64_t sum : sums) {
    whole.add_number(sum);
  }
  for (; left > 0; --left) {
    whole.add_number(static_cast<unsigned char>(*it++));
  }
  whole.add_number(bytes.size());
  return whole.value();
}

}  // namespace creditkit
