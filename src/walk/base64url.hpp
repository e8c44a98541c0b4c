#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace creditkit {

/// Bytes as text that passes URLs, headers and files unchanged (RFC 4648 section 5), without
/// padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// The reverse; nothing for any text that to_base64url() would not have written.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace creditkit
