#pragma once

#include <string>
#include <string_view>

namespace creditkit {

/// Bytes as text that passes URLs, headers and files unchanged (RFC 4648 section 5), without
/// padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// The reverse; false for any text that to_base64url() would not have written.
[[nodiscard]] bool from_base64url(std::string_view text, std::string& bytes);

}  // namespace creditkit
