#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

/// Number texts from a seed, drawn so that the limits (38 digits, scale 38) and zeros come up
/// often.
class RandomNumberText {
 public:
  explicit RandomNumberText(std::uint64_t seed) : engine_{seed} {}

  int between(int low, int high) { return std::uniform_int_distribution{low, high}(engine_); }
  bool one_in(int n) { return between(1, n) == 1; }

  /// Any number that the grammar allows, in range or not.
  std::string any() {
    static constexpr std::array signs{"", "-", "+"};
    std::string text = signs[static_cast<std::size_t>(between(0, 2))];
    text.append(one_in(4) ? static_cast<std::size_t>(between(0, 5)) : 0, '0');
    text += digits(length(1));
    if (!one_in(3)) {
      text += "." + digits(length(1));
    }
    if (one_in(3)) {
      static constexpr std::array marks{"e", "E", "e+", "E+", "e-", "E-"};
      text += marks[static_cast<std::size_t>(between(0, 5))];
      text += std::to_string(between(0, 45));
    }
    return text;
  }

  /// A number that a Decimal holds: at most 38 digits, scale at most 38.
  std::string held() {
    const int total = length(1);
    const int scale = between(0, 38);
    std::string text = digits(total);
    if (total <= scale) {
      text.insert(0, static_cast<std::size_t>(scale + 1 - total), '0');
    }
    if (scale > 0) {
      text.insert(text.size() - static_cast<std::size_t>(scale), ".");
    }
    return (one_in(2) ? "-" : "") + text;
  }

 private:
  /// Mostly short, often at a limit: 19 digits are what one 64-bit word holds, 38 what a Decimal
  /// does.
  int length(int at_least) {
    static constexpr std::array limits{18, 19, 20, 37, 38};
    switch (between(0, 3)) {
      case 0:
        return limits[static_cast<std::size_t>(between(0, 4))];
      case 1:
        return between(at_least, 38);
      default:
        return between(at_least, 8);
    }
  }

  std::string digits(int count) {
    std::string text;
    const int style = between(0, 4);
    for (int i = 0; i < count; ++i) {
      int digit = between(0, 9);
      if (style == 0) {
        digit = 9;
      } else if (style == 1) {
        digit = one_in(6) ? digit : 0;
      }
      text.push_back(static_cast<char>('0' + digit));
    }
    return text;
  }

  std::mt19937_64 engine_;
};
