#include "provider/grammar.hpp"

#include <algorithm>
#include <cstddef>

#include "provider/readers.hpp"
#include "value/ascii.hpp"
#include "value/percent.hpp"

namespace creditkit {
namespace {

/// What stands behind "http://" or "https://"; empty where neither stands in front.
std::string_view after_scheme(std::string_view text) {
  return text.substr(text.starts_with("https://")  ? 8
                     : text.starts_with("http://") ? 7
                                                   : text.size());
}

/// Each "%" has its two digits.
bool has_good_escapes(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('%', at)) != std::string_view::npos; at += 3) {
    if (!starts_with_escape(text.substr(at))) {
      return false;
    }
  }
  return true;
}

bool is_port(std::string_view text) {
  constexpr std::string_view last = "65535";
  return consists_of(text, "09") &&
         (text.size() < last.size() || (text.size() == last.size() && text <= last));
}

}  // namespace

bool is_settable_header(std::string_view text) {
  // What ends with "-" is how names begin.
  Names refused =
      "accept-charset|accept-encoding|access-control-request-|connection|content-length|"
      "content-type|cookie|cookie2|date|dnt|expect|host|keep-alive|origin|proxy-|referer|sec-|"
      "set-cookie|te|trailer|transfer-encoding|upgrade|via";
  for (std::string_view name; next_name(refused, name);) {
    if (equal_ignoring_case(name, name.ends_with('-') ? text.substr(0, name.size()) : text)) {
      return false;
    }
  }
  return true;
}

bool stays_inside(std::string_view path) {
  constexpr unsigned more = 3;
  unsigned dots = 0;  // of a segment that is nothing but dots; else `more` or above
  int byte = 0;
  while (byte >= 0) {
    byte = next_byte(path);
    if (byte == '/' || byte == '\\' || byte < 0) {
      if (dots == 1 || dots == 2) {
        return false;
      }
      dots = 0;
    } else {
      dots = byte == '.' ? dots + 1 : more;
    }
  }
  return true;
}

bool is_path(std::string_view text) {
  return text.starts_with('/') && !text.contains("//") && consists_of(text, "!!$;==@Z__a{}~") &&
         has_good_escapes(text) && stays_inside(text);
}

bool is_base_url(std::string_view text) {
  std::string_view host = after_scheme(text);
  const std::size_t slash = std::min(host.find('/'), host.size());
  const std::string_view path = host.substr(slash);
  host = host.substr(0, slash);
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && is_port(host.substr(colon + 1))) {
    host = host.substr(0, colon);
  }
  const bool in_brackets = host.starts_with('[') && host.ends_with(']');
  return consists_of(in_brackets ? host.substr(1, host.size() - 2) : host,
                     in_brackets ? "..0:AZaz" : "-.09AZ__az") &&
         (path.empty() || is_path(path));
}

bool is_web_page(std::string_view text) { return !after_scheme(text).empty(); }

bool next_placeholder(std::string_view& rest, std::string_view& before, std::string_view& name) {
  const std::size_t open = std::min(rest.find('{'), rest.size());
  const std::size_t close = rest.find('}');
  if (close == std::string_view::npos || close < open) {
    return false;
  }
  before = rest.substr(0, open);
  name = rest.substr(open + 1, close - open - 1);
  if (!placeholder_name.fits(name)) {
    return false;
  }
  rest.remove_prefix(close + 1);
  return true;
}

bool has_braces(std::string_view text) {
  return text.find_first_of("{}") != std::string_view::npos;
}

}  // namespace creditkit
