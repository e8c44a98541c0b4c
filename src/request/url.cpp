#include "request/url.hpp"

#include <algorithm>
#include <array>
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

/// Appends a path that begins with "/" and may have dot segments, without them.
void append_path(std::string& url, std::string_view path) {
  const std::size_t root = url.size();
  while (!path.empty()) {
    path.remove_prefix(1);  // a "/"
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    const int up = dots(segment);
    if (up == 2) {
      url.resize(std::max(std::min(url.rfind('/'), url.size()), root));
    }
    if (up == 0) {
      url += '/';
      url += segment;
    } else if (path.empty()) {
      url += '/';
    }
  }
}

std::optional<UrlFault> fault_of(std::string_view reference, const UrlParts& to,
                                 const UrlParts& from) {
  if (reference.size() > most_bytes) {
    return UrlFault::too_long;
  }
  for (const char c : reference) {
    if (c <= ' ' || c > '~' || c == '\\') {
      return UrlFault::syntax;
    }
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

/// By UrlFault.
constexpr std::array<std::string_view, 5> sentences{
    "the next page's URL is no URL",
    "the next page's URL has another scheme",
    "the next page's URL leads to another host or port",
    "the next page's URL holds a user name or password",
    "the next page's URL is longer than 8,192 bytes",
};

}  // namespace

bool same_text(std::string_view left, std::string_view right) {
  bool same = left.size() == right.size();
  for (std::size_t i = 0; same && i < left.size(); ++i) {
    same = lower(left[i]) == lower(right[i]);
  }
  return same;
}

std::string_view describe(UrlFault fault) noexcept {
  return sentences[static_cast<std::size_t>(fault)];
}

std::expected<std::string, UrlFault> resolve_same_origin(std::string_view base,
                                                         std::string_view reference) {
  const UrlParts from = split(base);
  const UrlParts to = split(reference);
  if (const auto fault = fault_of(reference, to, from)) {
    return std::unexpected(*fault);
  }
  std::string url(from.scheme);
  url += "://";
  url += from.authority;
  std::string_view query = to.query;
  if (to.has_authority || to.path.starts_with('/')) {
    append_path(url, to.path);
  } else if (to.path.empty()) {
    append_path(url, from.path);
    query = query.empty() ? from.query : query;
  } else {
    std::string path(from.path.substr(0, from.path.rfind('/') + 1));
    path += path.empty() ? "/" : "";
    path += to.path;
    append_path(url, path);
  }
  url += query;
  return url;
}

}  // namespace creditkit
