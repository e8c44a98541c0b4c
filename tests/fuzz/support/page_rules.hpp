#pragma once

#include <string>
#include <vector>

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "provider/plan.hpp"

/// What holds for everything that comes out of Normalizer::read(). Each ends the process where it
/// does not.
namespace fuzz {

/// Columns of one length, cells inside the heap and at characters' borders, canonical amounts,
/// kinds and flags in range.
void require_sound_page(const creditkit::Page& page, const creditkit::Operation& operation,
                        bool include_raw);

/// A failure leaves nothing of a page behind.
void require_empty_page(const creditkit::Page& page);

/// A message, and a place that is in the body.
void require_sound_error(const creditkit::Error& error, const creditkit::Response& response);

/// Two readings of one body say the same.
void require_same_page(const creditkit::Page& left, const creditkit::Page& right);
void require_same_error(const creditkit::Error& left, const creditkit::Error& right);

/// The ids of a page's rows, in their order.
[[nodiscard]] std::vector<std::string> ids_of(const creditkit::Page& page);

}  // namespace fuzz
