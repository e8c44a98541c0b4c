#include "normalize/kind.hpp"

#include <algorithm>

#include "json/unescape.hpp"
#include "normalize/recent_texts.hpp"
#include "normalize/text.hpp"
#include "normalize/text_cell.hpp"

namespace creditkit {

Kind KindReader::kind_of(const Token& token, std::string_view body) const {
  const bool escaped = token.type() == TokenType::string && token.has(Token::escaped);
  return escaped ? rule_->kind_of(unescaped(token.in(body))) : rule_->kind_of(token.in(body));
}

void KindReader::read_column(const PageTokens& tokens, const std::vector<std::uint8_t>& negatives,
                             TextHeap& heap, EntryColumns& columns, TextCell* cells,
                             FirstFault& fault) const {
  if (rule_->form == KindRule::Form::mapped) {
    return read_words(tokens, heap, columns, cells, fault);
  }
  read_text_column(slots_, rule_->from, tokens, heap, cells, fault);
  if (rule_->form == KindRule::Form::constant) {
    std::fill_n(columns.kind.begin(), fault.rows, static_cast<std::uint8_t>(rule_->constant));
    return;
  }
  for (std::size_t row = 0; row < fault.rows; ++row) {
    columns.kind[row] =
        static_cast<std::uint8_t>(negatives[row] != 0 ? rule_->negative : rule_->positive);
  }
}

void KindReader::read_words(const PageTokens& tokens, TextHeap& heap, EntryColumns& columns,
                            TextCell* cells, FirstFault& fault) const {
  struct Word {
    TextCell cell;
    Kind kind;
  };
  const PageTokens::Column column = tokens.column(slots_);
  RecentTexts<Word> recent{tokens.body};
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = column[row];
    Word word{.cell = null_cell, .kind = Kind::other};
    if (token.is_nothing()) {
      // no word: other
    } else if (const Word* const known = recent.find(token)) {
      word = *known;
    } else if (const TextFault misread = add_text(token, tokens.body, heap, word.cell);
               misread == TextFault::none) {
      word.kind = kind_of(token, tokens.body);
      recent.keep(token, word);
    } else {
      return fault.set(misread_of(misread, token, &rule_->from.front()), tokens, row);
    }
    cells[row] = word.cell;
    columns.kind[row] = static_cast<std::uint8_t>(word.kind);
  }
}

}  // namespace creditkit
