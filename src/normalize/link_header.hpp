#pragma once

#include <string_view>

namespace creditkit {

/// The target of the first link to the next page in a Link header's value (RFC 8288 section 3);
/// without data where there is none.
[[nodiscard]] std::string_view next_link(std::string_view header);

}  // namespace creditkit
