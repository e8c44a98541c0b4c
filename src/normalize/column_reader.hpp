#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "model/page.hpp"
#include "normalize/column.hpp"
#include "normalize/misread.hpp"
#include "normalize/page_tokens.hpp"
#include "normalize/text_heap.hpp"
#include "value/decimal.hpp"
#include "value/instant.hpp"

namespace creditkit {

class NearbyTimes;

/// Reads columns of one page, one after the other; entries, balances and entitlements alike.
class ColumnReader {
 public:
  /// `rows`: how many, from the first on.
  ColumnReader(const PageTokens& tokens, std::size_t rows, TextHeap& heap)
      : tokens_{&tokens}, heap_{&heap}, fault_{.rows = rows} {}

  /// What lies beside the cells of a time: ms since the Unix epoch (NaN: no time) and entry_flag
  /// bits; and beside those of an amount: whether it is below zero.
  struct Beside {
    double* at;
    std::uint8_t* bits;
  };

  /// Fills a column of cells, up to the first fault. Texts that come again share a range of the
  /// heap.
  void read(const Column& column, TextCell* cells, const Beside& beside);

  [[nodiscard]] const FirstFault& fault() const { return fault_; }

 private:
  enum class SignChange : std::uint8_t { keep, flip, make_positive, make_negative };
  /// What became of a row's amount.
  enum class Outcome : std::uint8_t { read, absent, faulty };
  struct TimeCell {
    Instant instant;
    TextCell text = null_cell;
  };

  void read_texts(const Column& column, TextCell* cells);
  void read_amounts(const Column& column, TextCell* cells, std::uint8_t* negatives);
  void read_times(const Column& column, TextCell* cells, const Beside& beside);
  void read_flags(const Column& column, TextCell* cells);

  [[nodiscard]] static bool turns_sign(SignChange change, bool negative) {
    return change == SignChange::flip ||
           change == (negative ? SignChange::make_positive : SignChange::make_negative);
  }
  TextCell copy_signed(std::string_view text, SignChange change, bool& negative);
  bool sign_change(const Column& column, std::size_t row, SignChange& change);
  Outcome amount_at(const Column& column, std::size_t row, Decimal& amount);
  bool sum_at(const Column& column, std::size_t row, Decimal& sum);
  bool term(Index places, const Token& token, std::size_t row, Decimal& amount);
  bool to_major(const Column& column, std::size_t row, Decimal& amount);

  bool read_time(const Column& column, const Token& token, std::size_t row, NearbyTimes& nearby,
                 TimeCell& cell);
  bool read_other_time(const Column& column, const Token& token, std::size_t row,
                       NearbyTimes& nearby, Instant& instant);

  /// Notes the fault; false, for `return`.
  bool fail(Index place, const Token& found, const char* expected, std::size_t row,
            const char* reason = nullptr);
  bool fail_text(Index place, const Token& found, std::size_t row);

  const PageTokens* tokens_;
  TextHeap* heap_;
  FirstFault fault_;
};

/// True where no member of the amount is there, or all are null.
[[nodiscard]] bool is_absent(const PageTokens& tokens, const Column& amount, std::size_t row);

/// A string decoded, a number or a flag as it is written. `room` holds what had to be decoded. Half
/// a character stays as it is written.
[[nodiscard]] std::string_view text_of(const Token& token, std::string_view body,
                                       std::string& room);

/// True where the token is one of these scalars of a definition: numbers by value, strings by their
/// decoded text.
[[nodiscard]] bool is_one_of(const Token& token, std::string_view body,
                             std::span<const Scalar> values);

/// One text in one of the rule's formats.
[[nodiscard]] std::expected<Instant, InstantError> parse_time(const TimeRule& rule,
                                                              TimeFormat format,
                                                              std::string_view text);

}  // namespace creditkit
