#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "json/pointer_tree.hpp"
#include "json/token.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// A plan's source, bound to where its token will lie.
struct SlotSource {
  enum class Table : std::uint8_t { body, parent, row };
  Table table = Table::row;
  PointerTree::Index slot = 0;
};
using SlotSources = std::vector<SlotSource>;

/// Gives each member that an operation reads a slot, once.
class SlotMap {
 public:
  explicit SlotMap(bool rows_in_parents)
      : row_span{row.spare_slot()},
        parent_span{parent.spare_slot()},
        rows_in_parents_{rows_in_parents} {}

  SlotSource bind(const Source& source);
  SlotSources bind(std::span<const Source> sources);

  PointerTree body;
  PointerTree parent;  ///< the element that holds a list of rows
  PointerTree row;
  PointerTree::Index row_span;                 ///< the row itself
  PointerTree::Index parent_span;              ///< the parent itself
  PointerTree::Index key = PointerTree::none;  ///< the key in a map: a slot of the parent, where
                                               ///< there are parents, or of the row

 private:
  bool rows_in_parents_;
};

/// What one pass over a body found.
struct PageTokens {
  std::string_view body;
  std::vector<Token> body_tokens;
  std::vector<Token> parent_tokens;      ///< parent_width a parent
  std::vector<Token> row_tokens;         ///< row_width a row; kept larger than the rows need
  std::vector<std::uint32_t> parent_of;  ///< by row, where there are parents
  std::size_t rows = 0;
  std::size_t row_width = 0;
  std::size_t parent_width = 0;
  PointerTree::Index row_span = 0;
  PointerTree::Index parent_span = 0;

  [[nodiscard]] const Token& at(const SlotSource& source, std::size_t row) const {
    if (source.table == SlotSource::Table::row) [[likely]] {
      return row_tokens[row * row_width + source.slot];
    }
    return source.table == SlotSource::Table::body
               ? body_tokens[source.slot]
               : parent_tokens[parent_of[row] * parent_width + source.slot];
  }

  /// The first that is present and not null; where none is, nothing.
  [[nodiscard]] Token first(const SlotSources& sources, std::size_t row) const {
    for (const SlotSource& source : sources) {
      if (const Token& token = at(source, row); !token.is_nothing()) {
        return token;
      }
    }
    return sources.empty() ? Token{} : at(sources.front(), row);
  }

  /// Such a value for every row, with the way to it looked up once.
  class Column {
   public:
    Column(const PageTokens& tokens, const SlotSources& sources)
        : tokens_{&tokens}, sources_{&sources} {
      // A page without rows has no tokens to point into.
      if (!tokens.row_tokens.empty() && sources.size() == 1 &&
          sources.front().table == SlotSource::Table::row) {
        simple_ = tokens.row_tokens.data() + sources.front().slot;
      }
    }
    [[nodiscard, gnu::always_inline]] Token operator[](std::size_t row) const {
      return simple_ != nullptr ? simple_[row * tokens_->row_width]
                                : tokens_->first(*sources_, row);
    }

   private:
    const PageTokens* tokens_;
    const SlotSources* sources_;
    const Token* simple_ = nullptr;
  };
  [[nodiscard]] Column column(const SlotSources& sources) const { return {*this, sources}; }

  [[nodiscard]] std::string_view row_json(std::size_t row) const {
    return row_tokens[row * row_width + row_span].json_in(body);
  }
  [[nodiscard]] const char* end() const { return body.data() + body.size(); }
};

}  // namespace creditkit
