#include "normalize/column_reader.hpp"

#include "json/unescape.hpp"
#include "provider/parameter.hpp"

namespace creditkit {

void ColumnReader::read(const Column& column, TextCell* cells, const Beside& beside) {
  switch (column.type) {
    case Column::Type::text:
      return read_texts(column, cells);
    case Column::Type::amount:
      return read_amounts(column, cells, beside.bits);
    case Column::Type::time:
      return read_times(column, cells, beside);
    case Column::Type::flag:
      return read_flags(column, cells);
  }
}

void ColumnReader::read_flags(const Column& column, TextCell* cells) {
  for (std::size_t row = 0; row < fault_.rows; ++row) {
    const Token token = tokens_->first(column.places, row);
    cells[row] = null_cell;
    if (token.type() == TokenType::boolean_false || token.type() == TokenType::boolean_true) {
      cells[row] = heap_->add_utf8(token.in(tokens_->body));
    } else if (!token.is_nothing()) {
      fail(column.places, token, "true or false", row);
    }
  }
}

bool ColumnReader::fail(Index place, const Token& found, const char* expected, std::size_t row,
                        const char* reason) {
  const Source* const source = place == none ? nullptr : tokens_->slots->place(place)->source;
  fault_.set({.source = source, .found = found, .expected = expected, .reason = reason}, row);
  return false;
}

bool ColumnReader::fail_text(Index place, const Token& found, std::size_t row) {
  const bool scalar = found.is_scalar();
  const bool too_long = scalar && found.size() > TextHeap::max_text_size;
  return fail(place, found, too_long ? "a text of at most 1 MiB" : "a text, a number or a flag",
              row, scalar && !too_long ? "has half of a surrogate pair" : nullptr);
}

std::string_view text_of(const Token& token, std::string_view body, std::string& room) {
  if (token.type() != TokenType::string || !token.has(Token::escaped)) {
    return token.in(body);
  }
  room = unescaped(token.in(body));
  return room;
}

bool is_one_of(const Token& token, std::string_view body, std::span<const Scalar> values) {
  std::string room;
  return is_one_of({.type = token.type(), .text = text_of(token, body, room)}, values);
}

}  // namespace creditkit
