#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/token.hpp"
#include "json/word.hpp"
#include "normalize/same_text.hpp"

namespace creditkit {

/// Remembers what was made of a column's recent values, so that a text that comes again costs one
/// comparison and no new text. Columns of words ("consume", "allot", …) hit nearly always. One that
/// does not, such as ids, is given up.
template <typename Made>
class RecentTexts {
 public:
  explicit RecentTexts(std::string_view body) : body_{body} {}

  /// What was made of an equal value, or null. Not for values that say nothing.
  [[nodiscard, gnu::always_inline]] const Made* find(const Token& token) {
    if (left_ == 0) {
      return nullptr;
    }
    place_ = place_of(token);
    const Entry& entry = entries_[place_];
    if (same_text(entry.token, token, body_)) {
      left_ += left_ < patience ? 1 : 0;
      return &entry.made;
    }
    --left_;
    return nullptr;
  }

  /// Remembers what was made of the value that find() did not find.
  void keep(const Token& token, const Made& made) {
    if (left_ != 0) {
      entries_[place_] = {.token = token, .made = made};
    }
  }

 private:
  struct Entry {
    Token token;
    Made made{};
  };
  static constexpr unsigned places_log2 = 4;
  static constexpr unsigned patience = 32;  ///< misses more than hits until a column is given up

  [[nodiscard]] std::size_t place_of(const Token& token) const {
    // Its last eight bytes. What stands before a short value is a part of the key too: the same
    // name in most rows, and where it is another one, the value is merely kept twice.
    const std::size_t end = token.begin() + token.size();
    const std::uint64_t word = end >= word_size ? load_word(body_.data() + end - word_size) : 0;
    const std::uint64_t key = word + token.size();
    return static_cast<std::size_t>((key * 0x9E37'79B1'85EB'CA87) >> (64U - places_log2));
  }

  std::string_view body_;
  std::array<Entry, std::size_t{1} << places_log2> entries_{};
  std::size_t place_ = 0;
  unsigned left_ = patience;
};

}  // namespace creditkit
