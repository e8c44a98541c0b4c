#pragma once

#include <string>
#include <string_view>

namespace creditkit {

/// Visible ASCII without backslashes, which some clients take for slashes.
[[nodiscard]] bool is_url_text(std::string_view text);

/// Resolves a server's `url` against the absolute URL `base` that it came from (RFC 3986
/// section 5): absolute, scheme-relative, absolute path, relative path, or query alone. The
/// fragment is dropped, dot segments are removed. Only an URL of the same scheme, host and port
/// comes out; nothing of it is decoded or repaired. Where it is not followed, it stays as it was
/// and the result says why in one sentence; nullptr otherwise.
[[nodiscard]] const char* resolve_same_origin(std::string_view base, std::string& url);

}  // namespace creditkit
