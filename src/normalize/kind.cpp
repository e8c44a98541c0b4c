#include "normalize/kind.hpp"

#include <array>
#include <string>

#include "normalize/column_reader.hpp"

namespace creditkit {
namespace {

Kind kind_of(const KindRule& rule, const Token& token, std::string_view body) {
  std::string room;
  return rule.kind_of(text_of(token, body, room));
}

/// Words that come again share their cell, so that a kind is looked up once for most rows.
void read_words(const KindRule& rule, const PageTokens& tokens, Index places, const TextCell* words,
                std::size_t rows, std::uint8_t* kinds) {
  struct Known {
    TextCell word = null_cell;
    Kind kind = Kind::other;  // what a row without a word is
  };
  constexpr std::size_t count = 16;
  std::array<Known, count> known;
  for (std::size_t row = 0; row < rows; ++row) {
    const TextCell& word = words[row];
    Known& entry = known[word.start % count];
    // Its end too: an empty word starts where the next one does.
    if (entry.word != word) {
      entry = {.word = word, .kind = Kind::other};
      if (word != null_cell) {
        entry.kind = kind_of(rule, tokens.first(places, row), tokens.body);
      }
    }
    kinds[row] = static_cast<std::uint8_t>(entry.kind);
  }
}

}  // namespace

void read_kinds(const KindRule& rule, const PageTokens& tokens, Index places, const TextCell* words,
                std::size_t rows, std::uint8_t* kinds) {
  if (rule.form == KindRule::Form::mapped) {
    return read_words(rule, tokens, places, words, rows, kinds);
  }
  const bool by_sign = rule.form == KindRule::Form::by_sign;
  for (std::size_t row = 0; row < rows; ++row) {
    const Kind kind = !by_sign ? rule.constant : kinds[row] != 0 ? rule.negative : rule.positive;
    kinds[row] = static_cast<std::uint8_t>(kind);
  }
}

}  // namespace creditkit
