#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace creditkit {

/// Why a server's next URL is not followed.
enum class UrlFault : std::uint8_t {
  syntax,    ///< white space, a control character, a backslash or non-ASCII, or no URL at all
  scheme,    ///< another scheme than the request's
  origin,    ///< another host or port than the request's
  userinfo,  ///< user name or password before the host
  too_long,
};

/// One sentence, such as "the next page's URL leads to another host or port".
[[nodiscard]] std::string_view describe(UrlFault fault) noexcept;

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_text(std::string_view left, std::string_view right);

/// Resolves a server's `reference` against the absolute URL `base` that it came from (RFC 3986
/// section 5): absolute, scheme-relative, absolute path, relative path, or query alone. The
/// fragment is dropped, dot segments are removed. Only an URL of the same scheme, host and port
/// comes out; nothing of `reference` is decoded or repaired.
[[nodiscard]] std::expected<std::string, UrlFault> resolve_same_origin(std::string_view base,
                                                                       std::string_view reference);

}  // namespace creditkit
