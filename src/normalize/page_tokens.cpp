#include "normalize/page_tokens.hpp"

namespace creditkit {

Token PageTokens::first(Index places, std::size_t row) const {
  if (places == none) {
    return {};
  }
  const Place* const front = slots->place(places);
  for (const Place* place = front;; ++place) {
    const Token& token = at(*place, row);
    if (!token.is_nothing()) {
      return token;
    }
    if (place->last) {
      return at(*front, row);
    }
  }
}

}  // namespace creditkit
