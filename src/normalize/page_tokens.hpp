#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/token.hpp"
#include "normalize/slots.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// What one pass over a body found.
struct PageTokens {
  explicit PageTokens(const SlotMap& slot_map) : slots{&slot_map} {}

  const SlotMap* slots;
  std::string_view body;
  PodArray<Token> body_tokens;
  PodArray<Token> parent_tokens;      ///< parent_width a parent
  PodArray<Token> row_tokens;         ///< row_width a row; kept larger than the rows need
  PodArray<std::uint32_t> parent_of;  ///< by row, where there are parents
  std::size_t rows = 0;
  std::size_t first_key = 0;  ///< where it stands in a map of rows; 0: there is none
  std::size_t row_width = 0;
  std::size_t parent_width = 0;

  [[nodiscard]] const Token& at(const Place& place, std::size_t row) const {
    if (place.table == Table::row) [[likely]] {
      return row_tokens[row * row_width + place.slot];
    }
    return place.table == Table::body ? body_tokens[place.slot]
                                      : parent_tokens[parent_of[row] * parent_width + place.slot];
  }

  /// The first of the alternatives from `places` on that is present and not null; where none is,
  /// nothing.
  [[nodiscard]] Token first(Index places, std::size_t row) const;

  /// Such a value for every row, with the way to it looked up once.
  class Column {
   public:
    Column(const PageTokens& tokens, Index places) : tokens_{&tokens}, places_{places} {
      static constexpr Token nothing;
      if (places == none) {
        simple_ = &nothing;
        return;
      }
      const Place& place = *tokens.slots->place(places);
      // A page without rows has no tokens to point into.
      if (place.last && place.table == Table::row && tokens.rows > 0) {
        simple_ = tokens.row_tokens.data() + place.slot;
        step_ = tokens.row_width;
      }
    }
    [[nodiscard, gnu::always_inline]] Token operator[](std::size_t row) const {
      return simple_ != nullptr ? simple_[row * step_] : tokens_->first(places_, row);
    }

   private:
    const PageTokens* tokens_;
    Index places_;
    const Token* simple_ = nullptr;
    std::size_t step_ = 0;
  };

  [[nodiscard]] std::string_view row_json(std::size_t row) const {
    return row_tokens[row * row_width + SlotMap::span].json_in(body);
  }
};

}  // namespace creditkit
