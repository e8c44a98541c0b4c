#include "normalize/link_header.hpp"

#include <algorithm>

#include "value/ascii.hpp"
#include "value/number_text.hpp"

namespace creditkit {
namespace {

void skip_blanks(std::string_view& text) {
  while (take(text, ' ') || take(text, '\t')) {
  }
}

std::string_view take_until(std::string_view& text, std::string_view stops) {
  const std::string_view taken = text.substr(0, text.find_first_of(stops));
  text.remove_prefix(taken.size());
  return taken;
}

/// Takes a delimiter and the blanks around it.
bool take_delimiter(std::string_view& text, char delimiter) {
  skip_blanks(text);
  const bool there = take(text, delimiter);
  skip_blanks(text);
  return there;
}

/// A token or a quoted string; escapes inside stay, for no relation has any. A string that does not
/// end is left where it is.
std::string_view take_value(std::string_view& text) {
  if (!text.starts_with('"')) {
    return take_until(text, ";, \t");
  }
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"') {
    end += text[end] == '\\' ? 2 : 1;
  }
  if (end >= text.size()) {
    return {};
  }
  const std::string_view value = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return value;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    skip_blanks(words);
    if (equal_ignoring_case(take_until(words, " \t"), word)) {
      return true;
    }
  }
  return false;
}

/// Takes a link's parameters off the text; true where its relation is "next". Of several relations,
/// the first counts.
bool take_parameters(std::string_view& text) {
  bool is_next = false;
  bool seen = false;
  while (take_delimiter(text, ';')) {
    const std::string_view name = take_until(text, "=;, \t");
    const std::string_view value = take_delimiter(text, '=') ? take_value(text) : "";
    if (!seen && equal_ignoring_case(name, "rel")) {
      seen = true;
      is_next = has_word(value, "next");
    }
  }
  return is_next;
}

}  // namespace

bool next_link(std::string_view header, std::string_view& target) {
  do {
    while (take_delimiter(header, ',')) {
    }
    if (header.empty()) {
      return true;
    }
    const bool opened = take(header, '<');
    const std::string_view link = take_until(header, ">");
    if (!opened || !take(header, '>')) {
      return false;
    }
    const bool is_next = take_parameters(header);
    skip_blanks(header);
    if (is_next && (header.empty() || header.starts_with(','))) {
      target = link;
      return true;
    }
  } while (header.empty() || header.starts_with(','));
  return false;
}

}  // namespace creditkit
