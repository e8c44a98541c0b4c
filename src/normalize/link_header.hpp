#pragma once

#include <optional>
#include <string_view>

namespace creditkit {

/// The target of the first link whose `rel` holds `relation`, in a Link header's value (RFC 8288
/// section 3).
[[nodiscard]] std::optional<std::string_view> link_target(std::string_view header,
                                                          std::string_view relation);

}  // namespace creditkit
