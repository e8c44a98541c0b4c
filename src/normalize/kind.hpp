#pragma once

#include <cstdint>

#include "model/page.hpp"
#include "normalize/page_tokens.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Fills the kinds of a page's first `rows`. `places` and `words`: of the vendor's own words, and
/// the cells that were made of them. `kinds` holds, before, whether each row's amount is below
/// zero.
void read_kinds(const KindRule& rule, const PageTokens& tokens, Index places, const TextCell* words,
                std::size_t rows, std::uint8_t* kinds);

}  // namespace creditkit
