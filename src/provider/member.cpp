#include "provider/member.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "json/pointer.hpp"
#include "provider/readers.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

/// No word of the language is longer.
constexpr std::size_t longest_word = 24;

/// What stands at a place, in a few words.
void append_description(std::string& out, const Node* node) {
  using enum Node::Type;
  if (node == nullptr) {
    out += "nothing";
  } else if (node->type == string) {
    append_quoted(out, node->text);
  } else if (node->type == number) {
    out += node->text;
  } else if (node->type == boolean) {
    out += node->truth ? "true" : "false";
  } else if (node->type == array) {
    out += node->first == nullptr ? "an empty list" : "a list";
  } else {
    out += node->type == null ? "null" : "an object";
  }
}

void append_listed(std::string& out, std::string_view name, bool first) {
  out += first ? "" : ", ";
  append_quoted(out, name);
}

std::string listed(Names names) {
  std::string text;
  for (std::string_view name; next_name(names, name);) {
    append_listed(text, name, text.empty());
  }
  return text;
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
      row[i + 1] = std::min(std::min(replaced, row[i] + 1), diagonal + 1);
    }
  }
  return row[left.size()];
}

bool allows(const Field& field, unsigned form) { return (field.forms >> form & 1U) != 0; }

const Field* find(Fields fields, std::string_view name, unsigned form) {
  for (const Field& field : fields) {
    if (field.name == name && allows(field, form)) {
      return &field;
    }
  }
  return nullptr;
}

/// The field whose name is the fewest edits away from `name`, or nullptr where none is near.
const Field* nearest(Fields fields, std::string_view name, unsigned form) {
  constexpr std::size_t near = 2;
  const Field* best = nullptr;
  std::size_t fewest = near + 1;
  for (const Field& field : fields) {
    if (name.size() <= longest_word && field.name.size() > near && allows(field, form)) {
      const std::size_t edits = distance(name, field.name);
      best = edits < fewest ? &field : best;
      fewest = std::min(fewest, edits);
    }
  }
  return best;
}

}  // namespace

bool next_name(Names& names, std::string_view& name) {
  if (names.empty()) {
    return false;
  }
  name = names.substr(0, names.find('|'));
  names.remove_prefix(std::min(name.size() + 1, names.size()));
  return true;
}

int index_of(std::string_view name, Names names) {
  int index = 0;
  for (std::string_view candidate; next_name(names, candidate); ++index) {
    if (candidate == name) {
      return index;
    }
  }
  return -1;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU;
  });
}

Arena& Member::arena() const { return reading_->faults->arena(); }

std::string Member::pointer() const {
  if (given()) {
    return node_->pointer();
  }
  return joined({parent_ != nullptr ? parent_->pointer() : "", "/", escape_pointer_token(key_)});
}

Member Member::operator[](std::string_view name) const {
  return {given() ? node_->find(name) : nullptr, node_, name, reading_};
}

Member Member::from(const Node* node) const {
  while (node != nullptr && is_annotation(node->key)) {
    node = node->next;
  }
  return {node, node_, {}, reading_};
}

Member Member::first() const { return given() ? from(node_->first) : *this; }

Member Member::next() const {
  return given() ? Member{parent_, nullptr, {}, reading_}.from(node_->next) : *this;
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

void Member::unknown(Fields fields, unsigned form) const {
  std::string known;
  if (const Field* const meant = nearest(fields, node_->key, form)) {
    append_quoted(known, meant->name);
  } else {
    for (const Field& field : fields) {
      if (allows(field, form)) {
        append_listed(known, field.name, known.empty());
      }
    }
  }
  fault(known.contains(',') ? "expected one of the members @, found %"
                            : "expected the member @, found %",
        known, node_->key);
}

bool Member::map() const {
  if (!is(Node::Type::object)) {
    expected("an object");
    return false;
  }
  for (const Node* item = node_->first; item != nullptr; item = item->next) {
    if (is_annotation(item->key)) {
      Member{item, node_, item->key, reading_}.check_annotation();
    }
  }
  return true;
}

bool Member::object(Fields fields, void* into, unsigned form) const {
  if (!map()) {
    return false;
  }
  for (Member item = first(); item.given(); item = item.next()) {
    if (find(fields, item.key(), form) == nullptr) {
      item.unknown(fields, form);
    }
  }
  for (const Field& field : fields) {
    if (field.read != nullptr && allows(field, form)) {
      const Member member = (*this)[field.name];
      if (member.given() || field.need == Field::always) {
        field.read(member, static_cast<char*>(into) + field.offset, field);
      }
    }
  }
  return true;
}

bool Member::list(std::string_view of_what) const {
  if (is(Node::Type::array) && node_->first != nullptr) {
    return true;
  }
  expected("a list of @", of_what);
  return false;
}

std::string_view Member::only_one(Names names) const {
  std::string_view found;
  Names rest = names;
  for (std::string_view name; next_name(rest, name);) {
    const Member member = (*this)[name];
    if (member.given() && !found.empty()) {
      std::string text = phrase("expected only one of @, found ", listed(names));
      append_quoted(text, found);
      text += " and ";
      append_quoted(text, name);
      member.add(std::move(text));
      return {};
    }
    found = member.given() ? name : found;
  }
  if (found.empty()) {
    fault("expected one of the members @, found none of them", listed(names));
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

bool Member::integer(std::uint32_t& into, std::uint32_t least, std::uint32_t most) const {
  if (is(Node::Type::number)) {
    // 1.0 and 1e2 are integers too, as in JSON Schema.
    const auto decimal = Decimal::parse(node_->text);
    const auto value = decimal ? decimal->rescaled(0) : decimal;
    if (value && value->coefficient() >= least && value->coefficient() <= most) {
      into = static_cast<std::uint32_t>(value->coefficient());
      return true;
    }
  }
  expected("an integer from @ to @", std::to_string(least), std::to_string(most));
  return false;
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
    expected(words.contains('|') ? "one of @" : "@", listed(words));
  }
  return index;
}

void Member::expected(std::string_view what, std::string_view first,
                      std::string_view second) const {
  std::string text = "expected ";
  text += phrase(what, first, second);
  text += ", found ";
  append_description(text, node_);
  add(std::move(text));
}

void Member::name_expected(std::string_view what) const {
  fault("expected @, found %", what, key());
}

void Member::fault(std::string_view pattern, std::string_view first,
                   std::string_view second) const {
  add(phrase(pattern, first, second));
}

void Member::add(std::string message) const {
  reading_->faults->add(pointer(), std::move(message));
}

}  // namespace creditkit
