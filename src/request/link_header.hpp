#pragma once

#include <optional>
#include <string_view>

namespace creditkit {

/// The target of the first link whose relation types include `relation`, in the value of a Link
/// header (RFC 8288 section 3); several headers are one value, joined by ", ". Case of `relation`
/// does not matter. Links with an `anchor` speak of another page and are passed over. One pass:
/// hostile text costs no more than its length.
[[nodiscard]] std::optional<std::string_view> link_target(std::string_view header,
                                                          std::string_view relation);

}  // namespace creditkit
