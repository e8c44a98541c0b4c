#include <string>

#include "json/word.hpp"
#include "normalize/column_reader.hpp"
#include "normalize/entries.hpp"
#include "normalize/hash.hpp"

namespace creditkit {
namespace {

/// An id is the same in whatever way it is written, and some vendors' servers escape differently.
[[gnu::noinline]] void add_decoded(Hash& hash, const Token& id, std::string_view body) {
  std::string room;
  std::string text{text_of(id, body, room)};
  const std::size_t size = text.size();
  text.append(word_size, '\0');
  hash.add({text.data(), size});
}

}  // namespace

void EntryReader::hash_rows(const PageTokens& tokens, Page& page) const {
  // Kept apart, so that no id is ever the hash of a content.
  constexpr std::uint64_t by_id = 1;
  constexpr std::uint64_t by_content = 2;
  constexpr std::uint64_t nothing = ~std::uint64_t{0};

  page.row_hashes.resize(tokens.rows);
  const PageTokens::Column ids{tokens, columns_[static_cast<std::size_t>(TextColumn::id)].places};
  const Place* const identity = identity_ == none ? nullptr : tokens.slots->place(identity_);
  for (std::size_t row = 0; row < tokens.rows; ++row) {
    Hash hash;
    if (const Token id = ids[row]; !id.is_nothing() && id.size() > 0) {
      hash.add_number(by_id);
      if (id.has(Token::escaped)) [[unlikely]] {
        add_decoded(hash, id, tokens.body);
      } else {
        hash.add(id.in(tokens.body));
      }
    } else {
      hash.add_number(by_content);
      for (const Place* place = identity; place != nullptr;
           place = place->last ? nullptr : place + 1) {
        const Token& token = tokens.at(*place, row);
        if (token.is_nothing()) {
          hash.add_number(nothing);
        } else {
          hash.add(token.json_in(tokens.body));
        }
      }
    }
    page.row_hashes[row] = hash.value();
  }
  if (tokens.rows > 0) {
    const std::string_view last = tokens.row_json(tokens.rows - 1);
    // Where rows are equal, their keys are what tells two pages of a map apart.
    const char* const first =
        tokens.first_key != 0 ? tokens.body.data() + tokens.first_key : tokens.row_json(0).data();
    page.rows_text = {first, last.data() + last.size()};
  }
}

}  // namespace creditkit
