#include "json/unescape.hpp"
#include "normalize/column_reader.hpp"
#include "normalize/recent_texts.hpp"

namespace creditkit {

void ColumnReader::read_texts(const Column& column, TextCell* cells) {
  TextCell fallback = null_cell;
  if (column.fallback.data() != nullptr && fault_.rows > 0) {
    fallback = heap_->add_utf8(column.fallback);
    if (column.upper_case) {
      heap_->raise_last_case();
    }
  }
  const bool may_be_null = fallback != null_cell || column.required == nullptr;
  if (column.places == none && may_be_null) {
    for (std::size_t row = 0; row < fault_.rows; ++row) {
      cells[row] = fallback;
    }
    return;
  }
  const PageTokens::Column tokens{*tokens_, column.places};
  RecentTexts<TextCell> recent{tokens_->body};
  for (std::size_t row = 0; row < fault_.rows; ++row) {
    const Token token = tokens[row];
    if (token.is_nothing() || (token.size() == 0 && column.empty_is_nothing)) {
      if (!may_be_null) [[unlikely]] {
        fail(column.places, token, column.required, row);
        return;
      }
      cells[row] = fallback;
    } else if (const TextCell* const cell = recent.find(token)) {
      cells[row] = *cell;
    } else if (heap_->add(token, tokens_->body, cells[row])) [[likely]] {
      if (column.upper_case) {
        heap_->raise_last_case();
      }
      recent.keep(token, cells[row]);
    } else {
      fail_text(column.places, token, row);
      return;
    }
  }
}

}  // namespace creditkit
