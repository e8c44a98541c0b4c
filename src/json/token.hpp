#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace creditkit {

/// What stands at a place of a document. The order lets `type >= TokenType::number` mean "has a
/// text".
enum class TokenType : std::uint8_t {
  absent,  ///< nothing was read there
  null,
  boolean_false,
  boolean_true,
  number,
  string,
  array,
  object,
};

[[nodiscard]] constexpr bool is_scalar(TokenType type) {
  return type != TokenType::absent && type < TokenType::array;
}

/// Where a value stands in a body, in eight bytes, so that a row's values fit a cache line.
///
///   begin   32 bits: offset of the first byte; of a string, the one after its opening quote
///   size    27 bits │ flags 2 bits │ type 3 bits
///
/// A string's size leaves its quotes out. 27 bits bound a body to 128 MiB: far more than a page of
/// rows is.
class Token {
 public:
  static constexpr std::size_t max_size = (std::size_t{1} << 27U) - 1;

  /// string: has escapes; number: has an exponent
  static constexpr std::uint32_t escaped = 1U << 3U;
  static constexpr std::uint32_t exponent = 1U << 3U;
  /// string: has bytes beyond ASCII
  static constexpr std::uint32_t non_ascii = 1U << 4U;

  constexpr Token() = default;
  constexpr Token(TokenType type, std::size_t begin, std::size_t size, std::uint32_t flags = 0)
      : begin_{static_cast<std::uint32_t>(begin)},
        bits_{(static_cast<std::uint32_t>(size) << size_shift) | flags |
              static_cast<std::uint32_t>(type)} {}

  [[nodiscard]] constexpr TokenType type() const {
    return static_cast<TokenType>(bits_ & type_mask);
  }
  [[nodiscard]] constexpr std::uint32_t begin() const { return begin_; }
  [[nodiscard]] constexpr std::uint32_t size() const { return bits_ >> size_shift; }
  [[nodiscard]] constexpr bool has(std::uint32_t flag) const { return (bits_ & flag) != 0; }

  /// Missing or null: where a vendor says nothing.
  [[nodiscard]] constexpr bool is_nothing() const {
    return type() == TokenType::absent || type() == TokenType::null;
  }
  [[nodiscard]] constexpr bool is_scalar() const { return creditkit::is_scalar(type()); }

  /// The value's bytes: a string's content as it is written, escapes and all.
  [[nodiscard]] constexpr std::string_view in(std::string_view body) const {
    return {body.data() + begin_, size()};
  }
  /// The value's JSON text: a string with its quotes.
  [[nodiscard]] constexpr std::string_view json_in(std::string_view body) const {
    const std::size_t quote = type() == TokenType::string ? 1 : 0;
    return {body.data() + begin_ - quote, size() + 2 * quote};
  }

  /// Same type, flags and size: only then can two texts be equal as they are written.
  [[nodiscard]] constexpr bool looks_like(const Token& other) const { return bits_ == other.bits_; }

 private:
  static constexpr std::uint32_t type_mask = 7U;
  static constexpr std::uint32_t size_shift = 5U;

  std::uint32_t begin_ = 0;
  std::uint32_t bits_ = 0;
};

}  // namespace creditkit
