#include "provider/member.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "json/pointer.hpp"
#include "json/text.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

/// No word of the language is longer.
constexpr std::size_t longest_word = 24;

/// What stands at a place, in a few words.
std::string description(const Node* node) {
  if (node == nullptr) {
    return "nothing";
  }
  using enum Node::Type;
  switch (node->type) {
    case null:
      return "null";
    case boolean:
      return node->truth ? "true" : "false";
    case number:
      return std::string{node->text};
    case string:
      return quoted(node->text);
    case array:
      return node->first == nullptr ? "an empty list" : "a list";
    case object:
      break;
  }
  return "an object";
}

std::string listed(Names names) {
  std::string text;
  for_each_name(names, [&text](std::string_view name) {
    text += joined({text.empty() ? "" : ", ", quoted(name)});
    return false;
  });
  return text;
}

/// `one of "GET", "POST"`, or `"GET"` alone.
std::string one_of(Names names) {
  return joined({names.contains('|') ? "one of " : "", listed(names)});
}

/// Levenshtein's distance, one row of its table at a time.
std::size_t distance(std::string_view left, std::string_view right) {
  std::array<std::size_t, longest_word + 1> row{};
  for (std::size_t i = 0; i <= left.size(); ++i) {
    row[i] = i;
  }
  for (std::size_t j = 0; j < right.size(); ++j) {
    std::size_t diagonal = std::exchange(row[0], j + 1);
    for (std::size_t i = 0; i < left.size(); ++i) {
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0U : 1U);
      diagonal = row[i + 1];
      row[i + 1] = std::min({replaced, row[i] + 1, diagonal + 1});
    }
  }
  return row[left.size()];
}

}  // namespace

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU;
  });
}

std::string quoted(std::string_view text) {
  constexpr std::size_t most = 60;  // enough to find it again in the definition
  std::size_t end = text.size();
  if (end > most) {
    end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;  // not in the middle of a character
    }
  }
  std::string result;
  append_json_string(result, text.substr(0, end));
  if (end < text.size()) {
    result.insert(result.size() - 1, "…");
  }
  return result;
}

int index_of(std::string_view name, Names names) {
  int index = -1;
  int found = -1;
  for_each_name(names, [&](std::string_view candidate) {
    ++index;
    found = candidate == name ? index : -1;
    return found >= 0;
  });
  return found;
}

std::string_view nearest(std::string_view name, Names known) {
  constexpr std::size_t near = 2;
  std::string_view best;
  std::size_t best_distance = near + 1;
  if (name.size() > longest_word) {
    return best;
  }
  for_each_name(known, [&](std::string_view word) {
    const std::size_t edits = word.size() > near ? distance(name, word) : best_distance;
    if (edits < best_distance) {
      best_distance = edits;
      best = word;
    }
    return false;
  });
  return best;
}

std::string Member::pointer() const {
  if (given()) {
    return node_->pointer();
  }
  return joined({parent_ != nullptr ? parent_->pointer() : "", "/", escape_pointer_token(key_)});
}

Member Member::operator[](std::string_view name) const {
  return {given() ? node_->find(name) : nullptr, node_, name, faults_};
}

Member Member::from(const Node* node) const {
  while (node != nullptr && is_annotation(node->key)) {
    node = node->next;
  }
  return {node, node_, {}, faults_};
}

Member Member::first() const { return given() ? from(node_->first) : *this; }

Member Member::next() const {
  return given() ? Member{parent_, nullptr, {}, faults_}.from(node_->next) : *this;
}

std::size_t Member::size() const {
  std::size_t count = 0;
  for (Member item = first(); item.given(); item = item.next()) {
    ++count;
  }
  return count;
}

void Member::check_annotation() const {
  bool good = is(Node::Type::string) || is(Node::Type::array);
  for (const Node* line = node_->first; line != nullptr; line = line->next) {
    good = good && line->type == Node::Type::string;
  }
  if (!good) {
    expected("a text or a list of texts");
  }
}

void Member::unknown(Names known) const {
  const std::string_view meant = nearest(node_->key, known);
  if (!meant.empty()) {
    known = meant;
  }
  fault(joined({known.contains('|') ? "expected one of the members " : "expected the member ",
                listed(known), ", found ", quoted(node_->key)}));
}

bool Member::map() const {
  if (!is(Node::Type::object)) {
    expected("an object");
    return false;
  }
  for (const Node* item = node_->first; item != nullptr; item = item->next) {
    if (is_annotation(item->key)) {
      Member{item, node_, item->key, faults_}.check_annotation();
    }
  }
  return true;
}

bool Member::object(Names known) const {
  if (!map()) {
    return false;
  }
  for (Member item = first(); item.given(); item = item.next()) {
    if (index_of(item.key(), known) < 0) {
      item.unknown(known);
    }
  }
  return true;
}

bool Member::list(std::string_view of_what) const {
  if (is(Node::Type::array) && node_->first != nullptr) {
    return true;
  }
  expected(joined({"a list of ", of_what}));
  return false;
}

std::string_view Member::only_one(Names names) const {
  std::string_view found;
  std::string_view second;
  for_each_name(names, [&](std::string_view name) {
    if (has(name)) {
      (found.empty() ? found : second) = name;
    }
    return !second.empty();
  });
  if (!second.empty()) {
    (*this)[second].fault(joined(
        {"expected only ", one_of(names), ", found ", quoted(found), " and ", quoted(second)}));
    return {};
  }
  if (found.empty()) {
    fault(joined({"expected one of the members ", listed(names), ", found none of them"}));
  }
  return found;
}

bool Member::text(std::string_view& into, std::string_view what, Check check) const {
  if (!is(Node::Type::string) || node_->text.empty() || has_control_character(node_->text) ||
      (check != nullptr && !check(node_->text))) {
    expected(what);
    return false;
  }
  into = node_->text;
  return true;
}

bool Member::integer(std::uint64_t& into, std::uint64_t least, std::uint64_t most) const {
  if (is(Node::Type::number)) {
    // 1.0 and 1e2 are integers too, as in JSON Schema.
    const auto value = Decimal::parse(node_->text).and_then([](const Decimal& decimal) {
      return decimal.rescaled(0);
    });
    if (value && value->coefficient() >= least && value->coefficient() <= most) {
      into = static_cast<std::uint64_t>(value->coefficient());
      return true;
    }
  }
  expected(joined({"an integer from ", std::to_string(least), " to ", std::to_string(most)}));
  return false;
}

bool Member::boolean(bool& into) const {
  if (!is(Node::Type::boolean)) {
    expected("true or false");
    return false;
  }
  into = node_->truth;
  return true;
}

bool Member::just_true() const {
  const bool good = is(Node::Type::boolean) && node_->truth;
  if (!good) {
    expected("true");
  }
  return good;
}

int Member::word(Names words) const {
  const int index = is(Node::Type::string) ? index_of(node_->text, words) : -1;
  if (index < 0) {
    expected(one_of(words));
  }
  return index;
}

void Member::expected(std::string_view what) const {
  fault(joined({"expected ", what, ", found ", description(node_)}));
}

void Member::fault(std::string message) const { faults_->add(pointer(), std::move(message)); }

}  // namespace creditkit
