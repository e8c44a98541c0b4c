#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.hpp"
#include "normalize/misread.hpp"
#include "normalize/slots.hpp"
#include "normalize/text.hpp"
#include "normalize/text_heap.hpp"
#include "provider/plan.hpp"
#include "value/decimal.hpp"

namespace creditkit {

/// An amount's text, canonical (value/decimal.hpp).
class AmountText {
 public:
  AmountText() = default;
  explicit AmountText(const Decimal& amount) : size_{amount.write(text_.data())} {}
  /// `text` is canonical.
  explicit AmountText(std::string_view text) : size_{text.copy(text_.data(), text_.size())} {}

  [[nodiscard]] std::string_view view() const { return {text_.data(), size_}; }
  [[nodiscard]] bool is_negative() const { return text_[0] == '-'; }

 private:
  std::array<char, Decimal::max_text_size> text_{};
  std::size_t size_ = 0;
};

/// What is done to an amount's sign.
enum class SignChange : std::uint8_t { keep, flip, make_positive, make_negative };

/// Reads amounts by a plan's rule, exactly: text that is canonical is copied, all else goes through
/// Decimal.
class AmountReader {
 public:
  /// `rule` outlives the reader.
  AmountReader(const AmountRule& rule, SlotMap& slots);

  /// The amount of one row; nullopt where it is optional and not there. `unit` decides minor units
  /// by ISO 4217.
  [[nodiscard]] std::expected<std::optional<AmountText>, Misread> read(
      const PageTokens& tokens, std::size_t row, const TextReader& unit) const;

  /// True where no member of the amount is there, or all are null.
  [[nodiscard]] bool is_absent(const PageTokens& tokens, std::size_t row) const;

  /// The amounts of all rows as a column. `negatives`: where not null, says of each row whether it
  /// is below zero.
  void read_column(const PageTokens& tokens, const TextReader& unit, TextHeap& heap,
                   TextCell* cells, std::vector<std::uint8_t>* negatives, FirstFault& fault) const;

 private:
  /// Copies a canonical amount under another sign, and says whether it is below zero then.
  static TextCell copy_signed(std::string_view text, SignChange change, TextHeap& heap,
                              bool& negative);
  [[nodiscard]] std::expected<SignChange, Misread> sign_change(const PageTokens& tokens,
                                                               std::size_t row) const;
  [[nodiscard]] std::expected<Decimal, Misread> term(const PageTokens& tokens, std::size_t row,
                                                     std::size_t index) const;
  [[nodiscard]] std::expected<Decimal, Misread> combined(const PageTokens& tokens,
                                                         std::size_t row) const;
  [[nodiscard]] std::expected<int, Misread> decimals(const PageTokens& tokens, std::size_t row,
                                                     const TextReader& unit) const;

  [[nodiscard]] Misread misread(const Token& found, std::size_t term,
                                std::string_view reason) const;
  /// The member's text where it can be copied into a cell; empty where it cannot.
  [[nodiscard]] std::string_view plain_text(const PageTokens& tokens, const Token& token) const;

  const AmountRule* rule_;
  std::vector<SlotSources> terms_;
  std::optional<SlotSource> sign_member_;
};

/// True where the token is this scalar of a definition: numbers by value, strings by their decoded
/// text.
[[nodiscard]] bool equals(const Token& token, std::string_view body, const Scalar& scalar);

}  // namespace creditkit
