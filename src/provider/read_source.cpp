#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::size_t most_pointer_tokens = 32;  // as deep as a definition can nest

bool pointer_of(const Member& member, bool inner, Pointer& pointer) {
  if (member.is(Node::Type::string)) {
    Pointer parsed;
    if (parse_pointer(member.node().text, member.arena(), parsed) &&
        parsed.tokens.size() <= most_pointer_tokens && !(inner && parsed.is_root())) {
      pointer = parsed;
      return true;
    }
  }
  member.expected(inner ? R"(a JSON Pointer to a member, such as "/data/id")"
                        : R"(a JSON Pointer, such as "/data/id")");
  return false;
}

/// Scope
void read_scope(const Member& of, void* into, const Field& /*field*/) {
  const Reading& reading = of.reading();
  if (reading.base == Scope::body) {
    of.expected("nothing, for these paths start at the body's root");
  } else if (of.word("row|parent|body", as<Scope>(into)) && as<Scope>(into) == Scope::parent &&
             !reading.has_parent) {
    of.fault(R"(expected "row" or "body", found "parent" though "rows" has no "each")");
  }
}

/// Scope
void read_key(const Member& key, void* into, const Field& /*field*/) {
  as<Scope>(into) = Scope::key;
  if (key.just_true() && !key.reading().has_key) {
    key.fault(R"(expected rows of the shape "map", found rows without keys)");
  }
}

enum SourceForm : std::uint8_t { by_pointer, by_key };
constexpr Field source_fields[] = {
    {"at", read_pointer, offsetof(Source, at), Field::always, {}, 1U << by_pointer},
    {"of", read_scope, offsetof(Source, scope), Field::optional, {}, 1U << by_pointer},
    {"key", read_key, offsetof(Source, scope)},
};

void read_sources_from(const Member& path, Scope scope, Sources& rule) {
  if (path.is(Node::Type::array) && !path.list("paths")) {
    return;
  }
  const auto sources = path.arena().list<Source>(count_of(path));
  Member item = first_of(path);
  for (Source& source : sources) {
    source.scope = scope;
    if (item.is(Node::Type::object)) {
      item.object(source_fields, &source, item.has("key") ? by_key : by_pointer);
    } else {
      read_pointer(item, source.at);
    }
    item = item.next();
  }
  rule = sources;
}

}  // namespace

std::size_t count_of(const Member& member) {
  return member.is(Node::Type::array) ? member.size() : 1;
}

Member first_of(const Member& member) {
  return member.is(Node::Type::array) ? member.first() : member;
}

void read_flag(const Member& member, void* into, const Field& /*field*/) {
  if (member.is(Node::Type::boolean)) {
    as<bool>(into) = member.node().truth;
  } else {
    member.expected("true or false");
  }
}

void read_word(const Member& member, void* into, const Field& field) {
  member.word(field.what, as<std::uint8_t>(into));
}

void read_text(const Member& member, void* into, const Field& field) {
  member.text(as<std::string_view>(into), field.what);
}

bool read_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, false, pointer);
}

bool read_inner_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, true, pointer);
}

void read_pointer(const Member& member, void* into, const Field& /*field*/) {
  read_pointer(member, as<Pointer>(into));
}

void read_pointer_ref(const Member& member, void* into, const Field& field) {
  Pointer& pointer = member.arena().one<Pointer>();
  pointer_of(member, field.what == "member", pointer);
  as<const Pointer*>(into) = &pointer;
}

void read_pointers(const Member& member, void* into, const Field& /*field*/) {
  if (member.is(Node::Type::array) && !member.list("JSON Pointers")) {
    return;
  }
  const auto pointers = member.arena().list<Pointer>(count_of(member));
  Member item = first_of(member);
  for (Pointer& pointer : pointers) {
    read_pointer(item, pointer);
    item = item.next();
  }
  as<std::span<const Pointer>>(into) = pointers;
}

void read_sources(const Member& path, Sources& sources) {
  read_sources_from(path, path.reading().base, sources);
}

void read_sources(const Member& member, void* into, const Field& /*field*/) {
  read_sources(member, as<Sources>(into));
}

void read_at(const Member& object, Sources& sources) {
  Scope scope = object.reading().base;
  if (const Member of = object["of"]; of.given()) {
    read_scope(of, &scope, {});
  }
  read_sources_from(object["at"], scope, sources);
}

bool read_scalar(const Member& member, Scalar& scalar) {
  using enum Node::Type;
  if (!member.given() || member.is(array) || member.is(object)) {
    member.expected("a text, a number, true, false or null");
    return false;
  }
  // The types of a scalar come first among those of a node, in the same order.
  scalar.type = static_cast<Scalar::Type>(member.node().type);
  scalar.text = member.node().text;
  scalar.truth = member.node().truth;
  return true;
}

void read_scalars(const Member& list, std::span<const Scalar>& rule) {
  if (!list.list("texts, numbers, true, false or null")) {
    return;
  }
  const auto scalars = list.arena().list<Scalar>(list.size());
  Member item = list.first();
  for (Scalar& scalar : scalars) {
    read_scalar(item, scalar);
    item = item.next();
  }
  rule = scalars;
}

}  // namespace creditkit
