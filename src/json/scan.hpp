#pragma once

#include <cstdint>

#include "json/fault.hpp"
#include "json/token.hpp"
#include "json/word.hpp"

/// The smallest steps of the reader, inlined where rows are read. All take text that ends with a
/// NUL at `end`, so that a look at the next byte needs no check, and give nullptr where the text is
/// not what they read: what is wrong is then found by a second, slower look (json/fault.hpp).
namespace creditkit {

[[nodiscard]] constexpr bool is_digit_byte(char c) noexcept { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr bool is_space(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Past white space (RFC 8259 section 2).
[[nodiscard]] inline const char* skip_space(const char* it) noexcept {
  while (is_space(*it)) {
    ++it;
  }
  return it;
}

/// The rest of a string from a byte that scan_string() stops at, to the closing quote; adds flags.
/// False: `it` stands where there is something else than `expected`.
[[nodiscard]] bool scan_string_rest(const char*& it, std::uint32_t& flags,
                                    Expected& expected) noexcept;

[[nodiscard]] bool is_utf8(const char* begin, const char* end) noexcept;

/// From the byte after an opening quote to the closing one, adding Token's flags. `Padded`: a word
/// can be read at the NUL too, which ends each string that nothing else does.
template <bool Padded = false>
[[nodiscard, gnu::always_inline]] inline const char* scan_string(const char* begin, const char* end,
                                                                 std::uint32_t& flags) noexcept {
  const char* it = begin;
  std::uint64_t seen = 0;
  while (Padded || end - it >= static_cast<std::ptrdiff_t>(word_size)) {
    const std::uint64_t word = load_word(it);
    const std::uint64_t stops = string_stops(word);
    if (stops == 0) {
      seen |= word;
      it += word_size;
      continue;
    }
    seen |= word & before_first_mark(stops);
    it += first_mark(stops);
    break;
  }
  flags |= (seen & high_bits) != 0 ? Token::non_ascii : 0;
  if (*it != '"') [[unlikely]] {
    const char* rest = it;  // `it` and `flags` stay in registers
    std::uint32_t more = 0;
    Expected ignored{};
    if (!scan_string_rest(rest, more, ignored)) {
      return nullptr;
    }
    it = rest;
    flags |= more;
  }
  if ((flags & Token::non_ascii) != 0 && !is_utf8(begin, it)) [[unlikely]] {
    return nullptr;
  }
  return it;
}

/// Past a number (RFC 8259 section 6), adding Token::exponent.
[[nodiscard, gnu::always_inline]] inline const char* scan_number(const char* it,
                                                                 std::uint32_t& flags) noexcept {
  it += *it == '-' ? 1 : 0;
  if (*it == '0') {
    ++it;
  } else if (is_digit_byte(*it)) {
    do {
      ++it;
    } while (is_digit_byte(*it));
  } else {
    return nullptr;
  }
  if (*it == '.') {
    if (!is_digit_byte(*++it)) {
      return nullptr;
    }
    do {
      ++it;
    } while (is_digit_byte(*it));
  }
  if (*it == 'e' || *it == 'E') [[unlikely]] {
    flags |= Token::exponent;
    ++it;
    it += *it == '+' || *it == '-' ? 1 : 0;
    if (!is_digit_byte(*it)) {
      return nullptr;
    }
    do {
      ++it;
    } while (is_digit_byte(*it));
  }
  return it;
}

/// Past `true`, `false` or `null`.
[[nodiscard]] inline const char* scan_literal(const char* it, TokenType& type) noexcept {
  // The NUL at the end stops each comparison before it runs over.
  if (it[0] == 't' && it[1] == 'r' && it[2] == 'u' && it[3] == 'e') {
    type = TokenType::boolean_true;
    return it + 4;
  }
  if (it[0] == 'f' && it[1] == 'a' && it[2] == 'l' && it[3] == 's' && it[4] == 'e') {
    type = TokenType::boolean_false;
    return it + 5;
  }
  if (it[0] == 'n' && it[1] == 'u' && it[2] == 'l' && it[3] == 'l') {
    type = TokenType::null;
    return it + 4;
  }
  return nullptr;
}

/// Reads a value that is no array and no object; where it ends, or nullptr.
template <bool Padded = false>
[[gnu::always_inline]] inline const char* scan_scalar(const char* begin, const char* body,
                                                      const char* end, Token& token) {
  const auto offset = static_cast<std::size_t>(begin - body);
  std::uint32_t flags = 0;
  if (*begin == '"') {
    const char* const close = scan_string<Padded>(begin + 1, end, flags);
    if (close == nullptr) {
      return nullptr;
    }
    token =
        Token{TokenType::string, offset + 1, static_cast<std::size_t>(close - begin - 1), flags};
    return close + 1;
  }
  if (is_digit_byte(*begin) || *begin == '-') {
    const char* const close = scan_number(begin, flags);
    token = Token{TokenType::number, offset, static_cast<std::size_t>(close - begin), flags};
    return close;
  }
  TokenType type = TokenType::absent;
  const char* const close = scan_literal(begin, type);
  token = Token{type, offset, static_cast<std::size_t>(close - begin)};
  return close;
}

}  // namespace creditkit
