#include "normalize/link_header.hpp"

#include "value/ascii.hpp"

namespace creditkit {
namespace {

constexpr std::string_view blanks = " \t";

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view take_until(std::string_view& text, std::string_view stops) {
  const std::string_view taken = text.substr(0, text.find_first_of(stops));
  text.remove_prefix(taken.size());
  return taken;
}

/// A token or a quoted string; escapes inside stay, for no relation has any.
std::string_view take_value(std::string_view& text) {
  if (!text.starts_with('"')) {
    return take_until(text, ";, \t");
  }
  text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && text[end] != '"') {
    end += text[end] == '\\' ? 2 : 1;
  }
  const std::string_view value = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return value;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    skip_blanks(words);
    if (equal_ignoring_case(take_until(words, blanks), word)) {
      return true;
    }
  }
  return false;
}

/// Takes a link's parameters off the text; true where its relation is the wanted one. Of several,
/// the first counts.
bool take_relation(std::string_view& text, std::string_view relation) {
  bool wanted = false;
  bool seen = false;
  for (skip_blanks(text); text.starts_with(';'); skip_blanks(text)) {
    text.remove_prefix(1);
    skip_blanks(text);
    const std::string_view name = take_until(text, "=;, \t");
    skip_blanks(text);
    std::string_view value;
    if (text.starts_with('=')) {
      text.remove_prefix(1);
      skip_blanks(text);
      value = take_value(text);
    }
    if (!seen && equal_ignoring_case(name, "rel")) {
      seen = true;
      wanted = has_word(value, relation);
    }
  }
  return wanted;
}

}  // namespace

std::optional<std::string_view> link_target(std::string_view header, std::string_view relation) {
  while (true) {
    const std::size_t open = header.find('<');
    const std::size_t close = open == std::string_view::npos ? open : header.find('>', open);
    if (close == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view target = header.substr(open + 1, close - open - 1);
    header.remove_prefix(close + 1);
    if (take_relation(header, relation)) {
      return target;
    }
  }
}

}  // namespace creditkit
