#include "provider/member.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "json/pointer.hpp"
#include "json/text.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

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
      return node->text;
    case string:
      return quoted(node->text);
    case array:
      return node->items.empty() ? "an empty list" : "a list";
    case object:
      break;
  }
  return "an object";
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    text += joined({text.empty() ? "" : ", ", quoted(name)});
  }
  return text;
}

/// `one of "GET", "POST"`, or `"GET"` alone.
std::string one_of(std::span<const std::string_view> names) {
  return joined({names.size() == 1 ? "" : "one of ", listed(names)});
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

std::string_view nearest(std::string_view name, std::span<const std::string_view> known) {
  constexpr std::size_t longest = 24;  // no word of the language is longer
  constexpr std::size_t near = 2;
  std::string_view best;
  std::size_t best_distance = near + 1;
  for (const std::string_view word : known) {
    if (name.size() > longest || word.size() <= near) {
      continue;
    }
    // Levenshtein's distance, one row of the table at a time.
    std::array<std::size_t, longest + 1> row{};
    for (std::size_t i = 0; i <= name.size(); ++i) {
      row[i] = i;
    }
    for (std::size_t j = 0; j < word.size(); ++j) {
      std::size_t diagonal = std::exchange(row[0], j + 1);
      for (std::size_t i = 0; i < name.size(); ++i) {
        const std::size_t replaced = diagonal + (name[i] == word[j] ? 0U : 1U);
        diagonal = row[i + 1];
        row[i + 1] = std::min({replaced, row[i] + 1, diagonal + 1});
      }
    }
    if (row[name.size()] < best_distance) {
      best_distance = row[name.size()];
      best = word;
    }
  }
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

std::vector<Member> Member::items() const {
  std::vector<Member> items;
  if (given()) {
    for (const Node& item : node_->items) {
      if (!is_annotation(item.key)) {
        items.push_back({&item, node_, item.key, faults_});
      }
    }
  }
  return items;
}

void Member::check_annotation() const {
  const bool lines =
      is(Node::Type::array) && std::ranges::all_of(node_->items, [](const Node& line) {
        return line.type == Node::Type::string;
      });
  if (!is(Node::Type::string) && !lines) {
    expected("a text or a list of texts");
  }
}

void Member::unknown(std::span<const std::string_view> known) const {
  const std::string_view meant = nearest(node_->key, known);
  if (!meant.empty()) {
    known = {&meant, 1};
  }
  fault(joined({known.size() == 1 ? "expected the member " : "expected one of the members ",
                listed(known), ", found ", quoted(node_->key)}));
}

bool Member::map() const {
  if (!is(Node::Type::object)) {
    expected("an object");
    return false;
  }
  for (const Node& item : node_->items) {
    if (is_annotation(item.key)) {
      Member{&item, node_, item.key, faults_}.check_annotation();
    }
  }
  return true;
}

bool Member::object(std::span<const std::string_view> known) const {
  if (!map()) {
    return false;
  }
  for (const Member& item : items()) {
    if (std::ranges::find(known, item.key()) == known.end()) {
      item.unknown(known);
    }
  }
  return true;
}

bool Member::list(std::string_view of_what) const {
  if (is(Node::Type::array) && !node_->items.empty()) {
    return true;
  }
  expected(joined({"a list of ", of_what}));
  return false;
}

std::optional<std::string_view> Member::only_one(std::span<const std::string_view> names) const {
  std::optional<std::string_view> found;
  for (const std::string_view name : names) {
    if (!has(name)) {
      continue;
    }
    if (found) {
      (*this)[name].fault(joined(
          {"expected only ", one_of(names), ", found ", quoted(*found), " and ", quoted(name)}));
      return std::nullopt;
    }
    found = name;
  }
  if (!found) {
    fault(joined({"expected one of the members ", listed(names), ", found none of them"}));
  }
  return found;
}

const std::string* Member::text(std::string_view what, Check check) const {
  if (!is(Node::Type::string) || node_->text.empty() || has_control_character(node_->text) ||
      (check != nullptr && !check(node_->text))) {
    expected(what);
    return nullptr;
  }
  return &node_->text;
}

std::optional<std::uint64_t> Member::integer(std::uint64_t least, std::uint64_t most) const {
  if (is(Node::Type::number)) {
    // 1.0 and 1e2 are integers too, as in JSON Schema.
    const auto value = Decimal::parse(node_->text).and_then([](const Decimal& decimal) {
      return decimal.rescaled(0);
    });
    if (value && value->coefficient() >= least && value->coefficient() <= most) {
      return static_cast<std::uint64_t>(value->coefficient());
    }
  }
  expected(joined({"an integer from ", std::to_string(least), " to ", std::to_string(most)}));
  return std::nullopt;
}

std::optional<bool> Member::boolean() const {
  if (is(Node::Type::boolean)) {
    return node_->truth;
  }
  expected("true or false");
  return std::nullopt;
}

bool Member::just_true() const {
  const bool good = is(Node::Type::boolean) && node_->truth;
  if (!good) {
    expected("true");
  }
  return good;
}

std::optional<std::uint8_t> Member::word(std::span<const Word> words) const {
  std::vector<std::string_view> names;
  for (const Word& word : words) {
    if (is(Node::Type::string) && node_->text == word.text) {
      return word.value;
    }
    names.push_back(word.text);
  }
  expected(one_of(names));
  return std::nullopt;
}

void Member::expected(std::string_view what) const {
  fault(joined({"expected ", what, ", found ", description(node_)}));
}

void Member::fault(std::string message) const { faults_->add(pointer(), std::move(message)); }

}  // namespace creditkit
