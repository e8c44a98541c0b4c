#include "normalize/hash.hpp"

#include <array>

namespace creditkit {

std::uint64_t fingerprint_of(std::string_view bytes) noexcept {
  constexpr std::size_t lanes = 4;
  constexpr std::size_t block = lanes * word_size;
  std::array<Hash, lanes> hashes;
  const char* it = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= block; it += block, left -= block) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      hashes[lane].add_number(load_word(it + lane * word_size));
    }
  }
  Hash whole;
  for (const Hash& hash : hashes) {
    whole.add_number(hash.value());
  }
  whole.add({it, left}, it + left);
  whole.add_number(bytes.size());
  return whole.value();
}

}  // namespace creditkit
