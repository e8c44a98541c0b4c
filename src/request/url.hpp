#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace creditkit {

/// Why a server's next URL is not followed.
enum class UrlFault : std::uint8_t {
  none,
  syntax,    ///< white space, a control character, a backslash or non-ASCII, or no URL at all
  scheme,    ///< another scheme than the request's
  origin,    ///< another host or port than the request's
  userinfo,  ///< user name or password before the host
  too_long,
};

/// One sentence, such as "the next page's URL leads to another host or port".
[[nodiscard]] const char* describe(UrlFault fault) noexcept;

/// Visible ASCII without backslashes, which some clients take for slashes.
[[nodiscard]] bool is_url_text(std::string_view text);

/// Resolves a server's `url` against the absolute URL `base` that it came from (RFC 3986
/// section 5): absolute, scheme-relative, absolute path, relative path, or query alone. The
/// fragment is dropped, dot segments are removed. Only an URL of the same scheme, host and port
/// comes out; nothing of it is decoded or repaired. After a fault it is as it was.
[[nodiscard]] UrlFault resolve_same_origin(std::string_view base, std::string& url);

}  // namespace creditkit
