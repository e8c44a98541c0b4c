#include "normalize/kind.hpp"

#include <algorithm>

#include "json/unescape.hpp"
#include "normalize/same_text.hpp"
#include "normalize/text.hpp"

namespace creditkit {

Kind KindReader::kind_of(const Token& token, std::string_view body) const {
  const bool escaped = token.type() == TokenType::string && token.has(Token::escaped);
  const auto found =
      escaped ? rule_->map.find(unescaped(token.in(body))) : rule_->map.find(token.in(body));
  return found == rule_->map.end() ? Kind::other : found->second;
}

void KindReader::read_column(const PageTokens& tokens, const std::vector<bool>& negatives,
                             TextHeap& heap, EntryColumns& columns, TextCell* cells,
                             FirstFault& fault) const {
  read_text_column(slots_, rule_->from, tokens, true, heap, cells, fault);
  const std::size_t rows = fault.rows;
  switch (rule_->form) {
    case KindRule::Form::constant:
      std::fill_n(columns.kind.begin(), rows, static_cast<std::uint8_t>(rule_->constant));
      return;
    case KindRule::Form::by_sign:
      for (std::size_t row = 0; row < rows; ++row) {
        columns.kind[row] =
            static_cast<std::uint8_t>(negatives[row] ? rule_->negative : rule_->positive);
      }
      return;
    case KindRule::Form::mapped:
      break;
  }
  Token before;
  Kind kind = Kind::other;
  for (std::size_t row = 0; row < rows; ++row) {
    const Token token = tokens.first(slots_, row);
    if (row == 0 || !same_text(token, before, tokens.body)) {
      kind = token.is_nothing() ? Kind::other : kind_of(token, tokens.body);
    }
    columns.kind[row] = static_cast<std::uint8_t>(kind);
    before = token;
  }
}

}  // namespace creditkit
