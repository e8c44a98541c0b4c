#include "request/next_url.hpp"

#include <algorithm>
#include <vector>

#include "request/text_hash.hpp"

namespace creditkit {
namespace {

std::string_view path_of(std::string_view url) { return url.substr(0, url.find('?')); }

/// The pairs of a query as they are written: "a=1", "b".
std::vector<std::string_view> pairs_of(std::string_view query) {
  std::vector<std::string_view> pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (!pair.empty()) {
      pairs.push_back(pair);
    }
  }
  return pairs;
}

std::vector<std::string_view> pairs_of_url(std::string_view url) {
  const std::string_view path = path_of(url);
  return pairs_of(url.substr(std::min(path.size() + 1, url.size())));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// As servers read it, so that "a%20b" and "a+b" are one.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>((high * 16) + low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::string decoded_name(std::string_view pair) { return decoded(pair.substr(0, pair.find('='))); }

bool is_key(const Plan& plan, std::string_view pair) {
  return plan.auth.place == AuthRule::Place::query && decoded_name(pair) == plan.auth.name;
}

void append_pair(std::string& query, std::string_view pair) {
  query += query.empty() ? "" : "&";
  query += pair;
}

std::string joined_url(std::string_view path, const std::string& query) {
  std::string url(path);
  if (!query.empty()) {
    url += '?';
    url += query;
  }
  return url;
}

}  // namespace

std::string without_key(const Plan& plan, std::string url) {
  if (plan.auth.place != AuthRule::Place::query) {
    return url;
  }
  std::string query;
  for (const std::string_view pair : pairs_of_url(url)) {
    if (!is_key(plan, pair)) {
      append_pair(query, pair);
    }
  }
  return joined_url(path_of(url), query);
}

std::optional<std::string> added_query(std::string_view own, std::string_view next) {
  if (path_of(own) != path_of(next)) {
    return std::nullopt;
  }
  std::vector<std::string_view> rest = pairs_of_url(next);
  const std::vector<std::string_view> own_pairs = pairs_of_url(own);
  for (const std::string_view pair : own_pairs) {
    const auto same = std::ranges::find(rest, decoded(pair), decoded);
    if (same == rest.end()) {
      return std::nullopt;
    }
    rest.erase(same);
  }
  std::string added;
  for (const std::string_view pair : rest) {
    if (std::ranges::contains(own_pairs, decoded_name(pair), decoded_name)) {
      return std::nullopt;  // the same name again, with another value
    }
    append_pair(added, pair);
  }
  return added;
}

std::optional<std::string> with_added_query(const Plan& plan, std::string_view own,
                                            std::string_view added) {
  if (std::ranges::any_of(added,
                          [](char c) { return c <= ' ' || c > '~' || c == '#' || c == '\\'; })) {
    return std::nullopt;
  }
  const std::vector<std::string_view> own_pairs = pairs_of_url(own);
  std::string query;
  for (const std::string_view pair : own_pairs) {
    append_pair(query, pair);
  }
  for (const std::string_view pair : pairs_of(added)) {
    if (is_key(plan, pair) || std::ranges::contains(own_pairs, decoded_name(pair), decoded_name)) {
      return std::nullopt;
    }
    append_pair(query, pair);
  }
  return joined_url(path_of(own), query);
}

std::uint64_t hash_of_url(std::string_view url) {
  std::uint64_t pairs = 0;
  for (const std::string_view pair : pairs_of_url(url)) {
    pairs += TextHash{}.text(decoded(pair)).value();
  }
  return TextHash{}.text(path_of(url)).number(pairs).value();
}

}  // namespace creditkit
