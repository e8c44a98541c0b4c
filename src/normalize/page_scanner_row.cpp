// One row: what runs most often of a page's reading, and so is compiled for speed.
#include "normalize/page_scanner.hpp"

namespace creditkit {

bool PageScanner::row(std::size_t depth, const Token& key) {
  PageTokens& page = *tokens_;
  const std::size_t begin = reader_->offset();
  if (page.rows == max_rows) {
    note(begin, "at most 100,000 rows in a page", "more");
    Token ignored;
    return reader_->value(depth, ignored);
  }
  const std::size_t width = page.row_width;
  const std::size_t first = page.rows * width;
  page.row_tokens.resize(first + width);
  Token* const tokens = page.row_tokens.data() + first;
  clear(tokens, width);
  const char* const end = layouts_.read(reader_->body(), reader_->position(), tokens);
  if (end != nullptr) [[likely]] {
    reader_->move_to(end);
  } else if (!row_strictly(depth, tokens)) {
    return false;
  }
  tokens[SlotMap::span] = Token{TokenType::object, begin, reader_->offset() - begin};
  if (page.slots->key() != none && rule_->each == nullptr) [[unlikely]] {
    tokens[page.slots->key()] = key;
  }
  ++page.rows;
  return true;
}

}  // namespace creditkit
