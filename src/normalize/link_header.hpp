#pragma once

#include <string_view>

namespace creditkit {

/// The target of the first link to the next page in a Link header's value (RFC 8288 section 3);
/// without data where there is none. False where no more can be read, and so nobody knows whether
/// one follows.
[[nodiscard]] bool next_link(std::string_view header, std::string_view& target);

}  // namespace creditkit
