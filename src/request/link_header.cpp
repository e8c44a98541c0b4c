#include "request/link_header.hpp"

#include <algorithm>

namespace creditkit {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_text(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

constexpr bool is_space(char c) { return c == ' ' || c == '\t'; }

/// Reads forward only, so that the whole costs one pass whatever the text is.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_{text} {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  bool take(char c) {
    skip_space();
    if (!rest_.starts_with(c)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// What stands before the first of `stops`, or before the end.
  std::string_view take_until(std::string_view stops) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(stops));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  /// The inside of a quoted string, escapes as they stand; relation types hold none. Nothing where
  /// it is not closed.
  std::optional<std::string_view> take_quoted() {
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '"') {
        const std::string_view inside = rest_.substr(0, i);
        rest_.remove_prefix(i + 1);
        return inside;
      }
    }
    rest_ = {};
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

bool lists(std::string_view relations, std::string_view wanted) {
  while (!relations.empty()) {
    const std::string_view word = relations.substr(0, relations.find_first_of(" \t"));
    if (same_text(word, wanted)) {
      return true;
    }
    relations.remove_prefix(std::min(word.size() + 1, relations.size()));
  }
  return false;
}

/// Reads the parameters behind a target, up to the comma that ends the link. True where the link is
/// the wanted one.
bool read_parameters(Reader& reader, std::string_view wanted) {
  bool seen = false;  // only the first rel of a link counts
  bool is_wanted = false;
  bool anchored = false;
  while (reader.take(';')) {
    reader.skip_space();
    std::string_view name = reader.take_until("=;, \t");
    std::string_view value;
    if (reader.take('=')) {
      value = reader.take('"') ? reader.take_quoted().value_or("") : reader.take_until(";, \t");
    }
    if (same_text(name, "rel") && !seen) {
      seen = true;
      is_wanted = lists(value, wanted);
    }
    anchored = anchored || same_text(name, "anchor");
  }
  return is_wanted && !anchored;
}

}  // namespace

std::optional<std::string_view> link_target(std::string_view header, std::string_view relation) {
  Reader reader{header};
  while (!reader.at_end()) {
    if (!reader.take('<')) {
      reader.take_until(",");
      reader.take(',');
      continue;
    }
    const std::string_view target = reader.take_until(">");
    if (!reader.take('>')) {
      return std::nullopt;
    }
    const bool found = read_parameters(reader, relation);
    if (found) {
      return target;
    }
    reader.take_until(",");
    reader.take(',');
  }
  return std::nullopt;
}

}  // namespace creditkit
