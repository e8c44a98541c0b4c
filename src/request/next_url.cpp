#include "request/next_url.hpp"

#include <algorithm>

#include "request/url.hpp"
#include "value/percent.hpp"
#include "value/text_hash.hpp"

namespace creditkit {
namespace {

std::string_view path_of(std::string_view url) { return url.substr(0, url.find('?')); }

std::string_view query_of(std::string_view url) {
  return url.substr(std::min(path_of(url).size() + 1, url.size()));
}

/// The next pair of a query as it is written: "a=1", "b"; takes it away. Empty at the end.
std::string_view next_pair(std::string_view& query) {
  std::string_view pair;
  while (pair.empty() && !query.empty()) {
    pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  return pair;
}

bool equal_decoded(std::string_view left, std::string_view right) {
  int byte = 0;
  while (byte >= 0) {
    byte = next_byte(left);
    if (byte != next_byte(right)) {
      return false;
    }
  }
  return true;
}

std::string_view name_of(std::string_view pair) { return pair.substr(0, pair.find('=')); }

/// How many pairs of a query equal `pair`.
unsigned count_of(std::string_view query, std::string_view pair) {
  unsigned count = 0;
  while (!query.empty()) {
    count += equal_decoded(next_pair(query), pair) ? 1 : 0;
  }
  return count;
}

/// How many pairs of a query have the name of `pair`.
unsigned count_named(std::string_view query, std::string_view pair) {
  unsigned count = 0;
  while (!query.empty()) {
    count += equal_decoded(name_of(next_pair(query)), name_of(pair)) ? 1 : 0;
  }
  return count;
}

bool is_key(const Plan& plan, std::string_view pair) {
  // A key's name is written by the definition, not by a server: nothing in it is an escape.
  std::string_view name = name_of(pair);
  if (plan.auth.place != AuthRule::Place::query) {
    return false;
  }
  for (const char c : plan.auth.name) {
    if (next_byte(name) != static_cast<unsigned char>(c)) {
      return false;
    }
  }
  return name.empty();
}

void append_pair(std::string& url, std::string_view pair) {
  url += url.contains('?') ? '&' : '?';
  url += pair;
}

}  // namespace

void remove_key(const Plan& plan, std::string& url) {
  if (plan.auth.place != AuthRule::Place::query) {
    return;
  }
  std::string kept{path_of(url)};
  for (std::string_view rest = query_of(url), pair; !(pair = next_pair(rest)).empty();) {
    if (!is_key(plan, pair)) {
      append_pair(kept, pair);
    }
  }
  url = std::move(kept);
}

bool cut_to_added_query(std::string_view own, std::string& url) {
  const std::string_view own_query = query_of(own);
  const std::string_view query = query_of(url);
  bool sound = path_of(own) == path_of(url);
  // Of its own, none may be gone, or be there with another value or more often.
  std::string all{own_query};
  all += '&';
  all += query;
  std::string added;
  for (std::string_view rest = all, pair; !(pair = next_pair(rest)).empty();) {
    if (count_named(own_query, pair) != 0) {
      sound = sound && count_of(query, pair) == count_of(own_query, pair);
    } else {
      added += added.empty() ? "" : "&";
      added += pair;
    }
  }
  url = std::move(added);
  return sound;
}

bool join_added_query(const Plan& plan, std::string_view own, std::string& added) {
  bool sound = is_url_text(added) && !added.contains('#');
  std::string url{own};
  for (std::string_view rest = added, pair; !(pair = next_pair(rest)).empty();) {
    sound = sound && !is_key(plan, pair) && count_named(query_of(own), pair) == 0;
    append_pair(url, pair);
  }
  added = std::move(url);
  return sound;
}

std::uint64_t hash_of_url(std::string_view url) {
  const std::string_view query = query_of(url);
  std::uint64_t pairs = 0;
  for (std::string_view rest = query, pair; !(pair = next_pair(rest)).empty();) {
    // Pairs of one name keep their order: "after=5&after=7" is not "after=7&after=5".
    TextHash hash;
    hash.byte(count_named(query.substr(0, query.size() - rest.size()), pair));
    for (int byte = next_byte(pair); byte >= 0; byte = next_byte(pair)) {
      hash.byte(static_cast<unsigned>(byte));
    }
    pairs += hash.value();
  }
  return TextHash{}.text(path_of(url)).number(pairs).value();
}

}  // namespace creditkit
