#include "provider/member.hpp"

#include <algorithm>

#include "json/text.hpp"
#include "provider/parameter.hpp"
#include "provider/readers.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

/// What stands at a place, in a few words; a string as it is.
std::string_view description(const Node& node) {
  if (node.is_scalar()) {
    return node.text;
  }
  if (node.type == Node::Type::array) {
    return node.first == nullptr ? "an empty list" : "a list";
  }
  return node.type == Node::Type::object ? "an object" : "nothing";
}

void append_listed(std::string& out, std::string_view name) {
  append_phrase(out, out.empty() ? "%" : ", %", {name});
}

std::string listed(Names names) {
  std::string text;
  for (std::string_view name; next_name(names, name);) {
    append_listed(text, name);
  }
  return text;
}

/// How many characters of the longer one are left between what both start with and end with.
std::size_t difference(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty() && left.front() == right.front()) {
    left.remove_prefix(1);
    right.remove_prefix(1);
  }
  while (!left.empty() && !right.empty() && left.back() == right.back()) {
    left.remove_suffix(1);
    right.remove_suffix(1);
  }
  return std::max(left.size(), right.size());
}

bool allows(const Field& field, int form) {
  return form < 0 || (field.forms >> static_cast<unsigned>(form) & 1U) != 0;
}

const Field* find(Fields fields, std::string_view name, int form) {
  for (const Field& field : fields) {
    if (field.name == name && allows(field, form)) {
      return &field;
    }
  }
  return nullptr;
}

/// The field whose name is next to `name`, or nullptr where none is near.
const Field* nearest(Fields fields, std::string_view name, int form) {
  const Field* best = nullptr;
  std::size_t least = 3;  // a slip of the pen: a character too many, two exchanged
  for (const Field& field : fields) {
    const std::size_t differ = difference(name, field.name);
    if (differ < least && allows(field, form)) {
      best = &field;
      least = differ;
    }
  }
  return best;
}

/// The first that is none, from `node` on.
const Node* but_annotations(const Node* node) {
  while (node != nullptr && is_annotation(node->key)) {
    node = node->next;
  }
  return node;
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

bool TextForm::fits(std::string_view text) const {
  return text.size() <= most && consists_of(text, characters) &&
         consists_of(text.substr(0, 1), first) && (check == nullptr || check(text));
}

Arena& Member::arena(this Member self) { return self.reading().faults->arena(); }

Member Member::operator[](this Member self, const char* name) {
  if (const Node* const found = self.node_->find(name)) {
    return found;
  }
  Node& missing = self.arena().one<Node>();
  missing.type = Node::Type::absent;
  missing.key = name;
  missing.parent = self.node_;
  missing.reading = self.node_->reading;
  return &missing;
}

Member Member::first(this Member self) { return but_annotations(self.node_->first); }

Member Member::next(this Member self) { return but_annotations(self.node_->next); }

std::size_t Member::size(this Member self) {
  std::size_t count = 0;
  for (Member item = self.first(); item.given(); item = item.next()) {
    ++count;
  }
  return count;
}

void Member::check_annotation(this Member self) {
  bool good = self.is(Node::Type::string) || self.is(Node::Type::array);
  for (const Node* line = self.node_->first; line != nullptr; line = line->next) {
    good = good && line->type == Node::Type::string;
  }
  if (!good) {
    self.expected("a text or a list of texts");
  }
}

void Member::unknown(this Member self, Fields fields, int form) {
  if (const Field* const meant = nearest(fields, self.node_->key, form)) {
    self.fault("expected the member %, found %", meant->name, self.node_->key);
    return;
  }
  std::string known;
  for (const Field& field : fields) {
    if (allows(field, form)) {
      append_listed(known, field.name);
    }
  }
  self.fault("expected no members but @, found %", known, self.node_->key);
}

bool Member::is_object(this Member self) {
  const bool good = self.is(Node::Type::object);
  if (!good) {
    self.expected("an object");
  }
  return good;
}

bool Member::map(this Member self) {
  const bool good = self.is_object();
  for (const Node* item = self.node_->first; item != nullptr; item = item->next) {
    if (is_annotation(item->key)) {
      Member{item}.check_annotation();
    }
  }
  return good;
}

bool Member::object(this Member self, Fields fields, void* into, int form) {
  if (!self.map()) {
    return false;
  }
  for (Member item = self.first(); item.given(); item = item.next()) {
    if (find(fields, item.key(), form) == nullptr) {
      item.unknown(fields, form);
    }
  }
  for (const Field& field : fields) {
    if (field.read != nullptr && allows(field, form) &&
        (field.need == Field::always || self.has(field.name))) {
      field.read(self[field.name], static_cast<char*>(into) + field.offset, field);
    }
  }
  return true;
}

bool Member::list(this Member self, const char* of_what) {
  if (self.is(Node::Type::array) && self.node_->first != nullptr) {
    return true;
  }
  self.expected("a list of @", of_what);
  return false;
}

int Member::only_one(this Member self, const char* names) {
  int found = -1;
  Names rest = names;
  std::string_view chosen;
  std::string_view name;
  for (int i = 0; next_name(rest, name); ++i) {
    if (const Member member = self.node_->find(name); member.given()) {
      if (found >= 0) {
        member.fault("expected only one of @, found % too", listed(names), chosen);
        return -1;
      }
      found = i;
      chosen = name;
    }
  }
  if (found < 0) {
    self.fault("expected one of the members @, found none of them", listed(names));
  }
  return found;
}

bool Member::text(this Member self, std::string_view& into, const TextForm& form) {
  if (!self.is(Node::Type::string) || !form.fits(self.node_->text)) {
    self.expected(form.what);
    return false;
  }
  into = self.node_->text;
  return true;
}

bool Member::scalar(this Member self, Scalar& into) {
  if (!self.node_->is_scalar()) {
    self.expected("a text, a number, true, false or null");
    return false;
  }
  into = self.node_->scalar();
  return true;
}

bool Member::fits(this Member self, const ParameterRule& rule) {
  const bool good = creditkit::fits(rule, self.node_->scalar());
  if (!good) {
    self.expected("@", wanted(rule));
  }
  return good;
}

void Member::check_name(this Member self, const TextForm& form) {
  if (!form.fits(self.key())) {
    self.name_expected(form.what);
  }
}

bool Member::integer(this Member self, std::uint32_t& into, std::uint32_t least,
                     std::uint32_t most) {
  Decimal value;
  // 1.0 and 1e2 are integers too, as in JSON Schema.
  if (self.is(Node::Type::number) && parse_number(self.node_->text, true, value) &&
      !value.is_negative() && value.magnitude() >= least && value.magnitude() <= most) {
    into = static_cast<std::uint32_t>(value.magnitude());
    return true;
  }
  self.expected("an integer from @ to @", CountText{least}, CountText{most});
  return false;
}

bool Member::just_true(this Member self) {
  const bool good = self.is(Node::Type::boolean_true);
  if (!good) {
    self.expected("true");
  }
  return good;
}

int Member::word(this Member self, const char* words) {
  const int index = self.is(Node::Type::string) ? index_of(self.node_->text, words) : -1;
  if (index < 0) {
    self.expected(Names{words}.contains('|') ? "one of @" : "@", listed(words));
  }
  return index;
}

void Member::expected(this Member self, const char* what, std::string_view first,
                      std::string_view second) {
  std::string text;
  append_phrase(text, what, {first, second});
  self.fault(self.is(Node::Type::string) ? "expected @, found %" : "expected @, found @", text,
             description(*self.node_));
}

void Member::name_expected(this Member self, const char* what) {
  self.fault("expected @, found %", what, self.key());
}

void Member::fault(this Member self, const char* pattern, std::string_view first,
                   std::string_view second) {
  self.reading().faults->add(self.node_, pattern, {first, second});
}

void read_part(Member member, void* into, const Part& part) {
  using enum Part::Form;
  const bool several = part.form == list || (part.form == some && member.is(Node::Type::array));
  if ((part.form == map && !member.map()) ||
      (several && part.of_what != nullptr && !member.list(part.of_what))) {
    return;
  }
  const std::size_t count = several || part.form == map ? member.size() : 1;
  if (count == 0 && part.of_what != nullptr) {
    member.expected("an object with @", part.of_what);
  }
  auto* const elements = static_cast<char*>(member.arena().copies(part.blank, part.size, count));
  Member item = several || part.form == map ? member.first() : member;
  for (char* element = elements; element != elements + count * part.size; element += part.size) {
    if (part.form == map) {
      as<std::string_view>(element) = item.key();
    }
    part.element.read(item, element + part.element.offset, part.element);
    item = item.next();
  }
  part.put(into, elements, count);
}

}  // namespace creditkit
