#include "request/url.hpp"

#include <algorithm>
#include <optional>

namespace creditkit {
namespace {

/// Servers refuse longer request lines (nginx: large_client_header_buffers, 8 KiB); a longer next
/// URL leads nowhere.
constexpr std::size_t most_bytes = 8'192;

/// https://api.example.com:8443/v1/credits?page=2#top
/// └─┬─┘   └────────┬─────────┘└────┬─────┘└──┬──┘
/// scheme       authority          path     query         the fragment never leaves a client
struct UrlParts {
  std::string_view scheme;     ///< empty: none was written
  std::string_view authority;  ///< behind "//"
  std::string_view path;
  std::string_view query;  ///< with its "?", or empty
  bool has_authority = false;
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_text(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

bool is_scheme(std::string_view text) {
  const auto letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  return !text.empty() && letter(text.front()) && std::ranges::all_of(text, [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
}

UrlParts split(std::string_view url) {
  UrlParts parts;
  url = url.substr(0, url.find('#'));
  const std::size_t delimiter = url.find_first_of(":/?");
  if (delimiter != std::string_view::npos && url[delimiter] == ':' &&
      is_scheme(url.substr(0, delimiter))) {
    parts.scheme = url.substr(0, delimiter);
    url.remove_prefix(delimiter + 1);
  }
  if (url.starts_with("//")) {
    parts.has_authority = true;
    url.remove_prefix(2);
    parts.authority = url.substr(0, url.find_first_of("/?"));
    url.remove_prefix(parts.authority.size());
  }
  parts.path = url.substr(0, url.find('?'));
  parts.query = url.substr(parts.path.size());
  return parts;
}

/// Host and port apart; a port that is the scheme's own, or written as nothing, is no port.
struct HostPort {
  std::string_view host;
  std::string_view port;
};

HostPort host_and_port(std::string_view authority, std::string_view scheme) {
  const std::size_t bracket = authority.rfind(']');  // the colons of an IPv6 address are inside
  const std::size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket)) {
    return {.host = authority, .port = {}};
  }
  const std::string_view port = authority.substr(colon + 1);
  const bool usual = port == (same_text(scheme, "https") ? "443" : "80");
  return {.host = authority.substr(0, colon), .port = usual ? std::string_view{} : port};
}

bool is_dot(std::string_view& rest) {
  const bool escaped = rest.starts_with("%2e") || rest.starts_with("%2E");
  if (!escaped && !rest.starts_with('.')) {
    return false;
  }
  rest.remove_prefix(escaped ? 3 : 1);
  return true;
}

/// How many dots a segment consists of, "%2E" counted as one as every fetch does; 0: it is no dot
/// segment.
int dots(std::string_view segment) {
  if (!is_dot(segment)) {
    return 0;
  }
  if (segment.empty()) {
    return 1;
  }
  return is_dot(segment) && segment.empty() ? 2 : 0;
}

std::string without_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    path.remove_prefix(1);  // a "/"
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    const int up = dots(segment);
    if (up == 2) {
      out.resize(std::min(out.rfind('/'), out.size()));
    }
    if (up == 0) {
      out += '/';
      out += segment;
    } else if (path.empty()) {
      out += '/';
    }
  }
  return out;
}

std::optional<UrlFault> fault_of(std::string_view reference, const UrlParts& to,
                                 const UrlParts& from) {
  const auto forbidden = [](char c) { return c <= ' ' || c > '~' || c == '\\'; };
  if (reference.size() > most_bytes) {
    return UrlFault::too_long;
  }
  if (std::ranges::any_of(reference, forbidden)) {
    return UrlFault::syntax;
  }
  if (!to.scheme.empty() && !same_text(to.scheme, from.scheme)) {
    return UrlFault::scheme;
  }
  if (to.has_authority ? to.authority.empty() : !to.scheme.empty()) {
    return UrlFault::syntax;
  }
  if (!to.has_authority) {
    return std::nullopt;
  }
  if (to.authority.contains('@')) {
    return UrlFault::userinfo;
  }
  const HostPort wanted = host_and_port(from.authority, from.scheme);
  const HostPort found = host_and_port(to.authority, from.scheme);
  return same_text(found.host, wanted.host) && found.port == wanted.port
             ? std::nullopt
             : std::optional(UrlFault::origin);
}

}  // namespace

std::string_view describe(UrlFault fault) noexcept {
  switch (fault) {
    case UrlFault::syntax:
      return "is no URL";
    case UrlFault::scheme:
      return "has another scheme";
    case UrlFault::origin:
      return "leads to another host or port";
    case UrlFault::userinfo:
      return "holds a user name or password";
    case UrlFault::too_long:
      return "is longer than 8,192 bytes";
  }
  return {};
}

std::expected<std::string, UrlFault> resolve_same_origin(std::string_view base,
                                                         std::string_view reference) {
  const UrlParts from = split(base);
  const UrlParts to = split(reference);
  if (const auto fault = fault_of(reference, to, from)) {
    return std::unexpected(*fault);
  }
  std::string path;
  std::string_view query = to.query;
  if (to.has_authority || to.path.starts_with('/')) {
    path = to.path;
  } else if (to.path.empty()) {
    path = from.path;
    query = query.empty() ? from.query : query;
  } else {
    path = from.path.substr(0, from.path.rfind('/') + 1);
    path += path.empty() ? "/" : "";
    path += to.path;
  }
  std::string url(from.scheme);
  url += "://";
  url += from.authority;
  url += without_dot_segments(path);
  url += query;
  return url;
}

}  // namespace creditkit
