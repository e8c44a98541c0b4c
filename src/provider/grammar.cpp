#include "provider/grammar.hpp"

#include <algorithm>
#include <cstddef>

#include "provider/member.hpp"

namespace creditkit {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alphanumeric(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Letters, digits and `others`, at least one and at most `most` of them.
bool consists_of(std::string_view text, std::string_view others,
                 std::size_t most = std::string_view::npos) {
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, [others](char c) {
    return is_alphanumeric(c) || others.contains(c);
  });
}

/// "." or "..", also with "%2e" for a point: what URL parsers take for "here" and "up".
bool is_dot_segment(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    if (segment.front() == '.') {
      segment.remove_prefix(1);
    } else if (same_but_for_case(segment.substr(0, 3), "%2e")) {
      segment.remove_prefix(3);
    } else {
      return false;
    }
    ++dots;
  }
  return dots == 1 || dots == 2;
}

/// Characters of a path segment by RFC 3986 section 3.3.
bool is_segment(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) {
        return false;
      }
      i += 2;
    } else if (!consists_of(text.substr(i, 1), "-._~!$&'()*+,;=:@")) {
      return false;
    }
  }
  return !is_dot_segment(text);
}

bool is_host(std::string_view text) {
  if (text.starts_with('[')) {
    return text.ends_with(']') && consists_of(text.substr(1, text.size() - 2), ":.");
  }
  return consists_of(text, "-._");
}

bool is_port(std::string_view text) {
  constexpr int most = 65'535;
  int port = 0;
  for (const char c : text) {
    if (!is_digit(c) || port > most) {
      return false;
    }
    port = port * 10 + (c - '0');
  }
  return !text.empty() && port <= most;
}

}  // namespace

bool same_but_for_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view lower_case(Arena& arena, std::string_view text) {
  const std::span<char> lowered = arena.list<char>(text.size());
  std::ranges::transform(text, lowered.begin(), lower);
  return {lowered.data(), lowered.size()};
}

bool is_provider_id(std::string_view text) {
  return text.size() <= 64 && is_lower(text.empty() ? '-' : text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_placeholder_name(std::string_view text) {
  return consists_of(text, "_-", 64) && !is_digit(text.front()) && text.front() != '-';
}

bool is_parameter_name(std::string_view text) {
  return text.size() <= 100 && !text.empty() && std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < '\x7f' && c != '"' && c != '{' && c != '}';
         });
}

bool is_header_name(std::string_view text) { return consists_of(text, "!#$%&'*+-.^_`|~"); }

bool is_settable_header(std::string_view text) {
  std::string_view refused =
      "accept-charset|accept-encoding|access-control-request-headers|access-control-request-method|"
      "connection|content-length|content-type|cookie|cookie2|date|dnt|expect|host|keep-alive|"
      "origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via";
  for (std::string_view name; next_name(refused, name);) {
    if (same_but_for_case(name, text)) {
      return false;
    }
  }
  return is_header_name(text) && !same_but_for_case(text.substr(0, 4), "sec-") &&
         !same_but_for_case(text.substr(0, 6), "proxy-");
}

bool is_header_value(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; });
}

bool is_path(std::string_view text) {
  if (!text.starts_with('/')) {
    return false;
  }
  text.remove_prefix(1);
  while (true) {
    const std::size_t slash = text.find('/');
    if (!is_segment(text.substr(0, slash))) {
      return false;
    }
    if (slash == std::string_view::npos) {
      return true;
    }
    if (slash == 0) {
      return false;  // an empty segment; only the last may be empty
    }
    text.remove_prefix(slash + 1);
  }
}

bool is_base_url(std::string_view text) {
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    text.remove_prefix(7);
  } else {
    return false;
  }
  const std::size_t slash = std::min(text.find('/'), text.size());
  if (slash < text.size() && !is_path(text.substr(slash))) {
    return false;
  }
  std::string_view host = text.substr(0, slash);
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && !host.ends_with(']')) {
    if (!is_port(host.substr(colon + 1))) {
      return false;
    }
    host = host.substr(0, colon);
  }
  return is_host(host);
}

bool is_url_part(std::string_view text) {
  return consists_of(text, "-._~") && !is_dot_segment(text);
}

bool is_web_page(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(' ');
}

bool is_zone_label(std::string_view text) {
  return consists_of(text, "_/+-", 32) && (is_upper(text.front()) || is_lower(text.front()));
}

bool next_placeholder(std::string_view& rest, std::string_view& name) {
  const std::size_t brace = rest.find_first_of("{}");
  if (brace == std::string_view::npos || rest[brace] == '}') {
    return false;
  }
  const std::size_t end = rest.find('}', brace);
  if (end == std::string_view::npos) {
    return false;
  }
  name = rest.substr(brace + 1, end - brace - 1);
  if (!is_placeholder_name(name)) {
    return false;
  }
  rest.remove_prefix(end + 1);
  return true;
}

bool has_good_placeholders(std::string_view text) {
  for (std::string_view name; next_placeholder(text, name);) {
  }
  return text.find_first_of("{}") == std::string_view::npos;
}

std::string with_placeholders(std::string_view text,
                              std::string_view (*value)(std::string_view name, const void* context),
                              const void* context) {
  std::string result;
  for (std::size_t open = 0; (open = text.find('{')) != std::string_view::npos;) {
    const std::size_t close = text.find('}', open);
    result += text.substr(0, open);
    result += value(text.substr(open + 1, close - open - 1), context);
    text.remove_prefix(close + 1);
  }
  return result += text;
}

std::string with_ones(std::string_view text) {
  return with_placeholders(
      text, [](std::string_view, const void*) { return std::string_view{"1"}; }, nullptr);
}

}  // namespace creditkit
