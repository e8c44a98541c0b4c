#include "request/url.hpp"

#include <algorithm>

#include "value/ascii.hpp"
#include "value/percent.hpp"

namespace creditkit {
namespace {

/// Servers refuse longer request lines (nginx: large_client_header_buffers, 8 KiB); a longer next
/// URL leads nowhere.
constexpr std::size_t most_bytes = 8'192;

/// https://api.example.com:8443/v1/credits?page=2#top
/// └─┬─┘   └────────┬─────────┘└────┬─────┘└──┬──┘
/// scheme       authority          path     query         the fragment never leaves a client
struct UrlParts {
  explicit UrlParts(std::string_view url) {
    url = url.substr(0, url.find('#'));
    // A relative path has no colon in its first segment (RFC 3986 section 4.2).
    const std::size_t delimiter = url.find_first_of(":/?");
    if (delimiter != std::string_view::npos && url[delimiter] == ':') {
      has_scheme = true;
      scheme = url.substr(0, delimiter);
      url.remove_prefix(delimiter + 1);
    }
    if (url.starts_with("//")) {
      has_authority = true;
      url.remove_prefix(2);
      authority = url.substr(0, url.find_first_of("/?"));
      url.remove_prefix(authority.size());
    }
    path = url.substr(0, url.find('?'));
    query = url.substr(path.size());
  }

  bool has_scheme = false;
  bool has_authority = false;
  std::string_view scheme;
  std::string_view authority;  ///< behind "//"
  std::string_view path;
  std::string_view query;  ///< with its "?", or empty
};

/// Without a port that is the scheme's own, or written as nothing.
std::string_view host_of(std::string_view authority, std::string_view scheme) {
  const std::string_view usual = equal_ignoring_case(scheme, "https") ? ":443" : ":80";
  const std::size_t port = authority.ends_with(usual) ? usual.size()
                           : authority.ends_with(':') ? 1
                                                      : 0;
  return authority.substr(0, authority.size() - port);
}

/// How many dots a segment consists of, "%2E" counted as one as every fetch does; 0 where it holds
/// anything else.
unsigned dots_of(std::string_view segment) {
  unsigned dots = 0;
  int byte = 0;
  while ((byte = next_byte(segment)) == '.') {
    ++dots;
  }
  return byte < 0 ? dots : 0;
}

/// Appends a path that may have dot segments, without them.
void append_resolved(std::string& url, std::string_view path) {
  const std::size_t root = url.size();
  while (!path.empty()) {
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    const unsigned up = dots_of(segment);
    if (up == 2) {
      url.erase(std::max(std::min(url.rfind('/'), url.size()), root));
    }
    if (up != 1 && up != 2) {
      url += '/';
      url += segment;
    } else if (path.empty()) {
      url += '/';
    }
  }
}

constexpr const char* no_url = "the next page's URL is no URL";

const char* fault_of(const UrlParts& to, const UrlParts& from) {
  if (to.has_scheme && !equal_ignoring_case(to.scheme, from.scheme)) {
    return "the next page's URL has another scheme";
  }
  if (to.has_authority ? to.authority.empty() : to.has_scheme) {
    return no_url;
  }
  if (to.authority.contains('@')) {
    return "the next page's URL holds a user name or password";
  }
  return !to.has_authority || equal_ignoring_case(host_of(to.authority, from.scheme),
                                                  host_of(from.authority, from.scheme))
             ? nullptr
             : "the next page's URL leads to another host or port";
}

}  // namespace

bool is_url_text(std::string_view text) { return text.empty() || consists_of(text, "![]~"); }

const char* resolve_same_origin(std::string_view base, std::string& url) {
  if (url.size() > most_bytes) {
    return "the next page's URL is longer than 8,192 bytes";
  }
  if (!is_url_text(url)) {
    return no_url;
  }
  const UrlParts from{base};
  const UrlParts to{url};
  if (const char* const fault = fault_of(to, from)) {
    return fault;
  }
  // What a relative path adds to, and the query where there is neither.
  std::string path;
  std::string_view query = to.query;
  if (!to.has_authority && to.path.empty()) {
    path = from.path;
    query = query.empty() ? from.query : query;
  } else if (!to.has_authority && !to.path.starts_with('/')) {
    path = from.path.substr(0, from.path.rfind('/') + 1);
  }
  path += to.path;
  std::string resolved{base.substr(0, from.scheme.size() + 3 + from.authority.size())};
  append_resolved(resolved, path);
  resolved += query;
  url = std::move(resolved);
  return nullptr;
}

}  // namespace creditkit
