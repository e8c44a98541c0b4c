#include "request_rules.hpp"

#include <algorithm>
#include <set>

#include "json_oracle.hpp"
#include "require.hpp"
#include "utf8.hpp"

namespace fuzz {
namespace {

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return text;
}

}  // namespace

std::string_view origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  return scheme == std::string_view::npos ? std::string_view{}
                                          : url.substr(0, url.find_first_of("/?#", scheme + 3));
}

std::string_view path_of(std::string_view url) { return url.substr(0, url.find('?')); }

void require_sound_request(const creditkit::HttpRequest& request, const creditkit::Plan& plan) {
  const std::string& url = request.url;
  require(request.method == "GET" || request.method == "POST", "a request is a GET or a POST");
  require(request.method == "POST" || !request.body, "a GET has no body");
  require(is_visible_ascii(url) && !url.contains('#') && !url.contains('\\'),
          "an URL is percent-encoded and has no fragment", url);
  require(lower(std::string{origin_of(url)}) == lower(std::string{origin_of(plan.base_url)}),
          "a request goes to the plan's own origin", url);
  require(!origin_of(url).contains('@'), "an URL names no user", url);
  const std::string_view path = path_of(url);
  require(!path.contains("/../") && !path.contains("/./") && !path.ends_with("/..") &&
              !path.ends_with("/."),
          "a path has no dot segments", url);
  if (plan.auth.place == creditkit::AuthRule::Place::query) {
    // Behind a "?": in a path, "&key=" is a name as any other.
    const std::string query = "&" + url.substr(std::min(url.find('?'), url.size() - 1) + 1);
    require(!query.contains("&" + std::string{plan.auth.name} + "="),
            "the key's parameter is the transport's", url);
  }
  std::set<std::string> names;
  for (const creditkit::HeaderLine& header : request.headers()) {
    require(names.insert(lower(std::string{header.name})).second, "each header stands once",
            std::string{header.name});
    require(std::ranges::all_of(header.text,
                                [](char c) { return c == '\t' || (c >= ' ' && c < '\x7F'); }),
            "a header's value is printable ASCII", std::string{header.name});
  }
  require(!request.body || is_utf8(*request.body), "a body is UTF-8");
}

}  // namespace fuzz
