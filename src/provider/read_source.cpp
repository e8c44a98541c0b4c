#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::string_view scope_names = "row|parent|body";

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

void read_scope(const Member& of, const OperationContext& context, Scope& scope) {
  if (!of.given()) {
    return;
  }
  if (context.base == Scope::body) {
    of.expected("nothing, for these paths start at the body's root");
  } else if (of.word(scope_names, scope) && scope == Scope::parent && !context.has_parent) {
    of.fault(R"(expected "row" or "body", found "parent" though "rows" has no "each")");
  }
}

void read_one_source(const Member& path, Scope scope, const OperationContext& context,
                     Source& source) {
  source.scope = scope;
  if (!path.is(Node::Type::object)) {
    read_pointer(path, source.at);
    return;
  }
  const Member key = path["key"];
  if (!key.given()) {
    path.object("at|of|key");
    read_scope(path["of"], context, source.scope);
    read_pointer(path["at"], source.at);
    return;
  }
  path.object("key");
  source.scope = Scope::key;
  if (key.just_true() && !context.has_key) {
    key.fault(R"(expected rows of the shape "map", found rows without keys)");
  }
}

void read_sources_from(const Member& path, Scope scope, const OperationContext& context,
                       Sources& rule) {
  const bool several = path.is(Node::Type::array);
  if (several && !path.list("paths")) {
    return;
  }
  const auto sources = path.arena().list<Source>(several ? path.size() : 1);
  Member item = several ? path.first() : path;
  for (Source& source : sources) {
    read_one_source(item, scope, context, source);
    item = item.next();
  }
  rule = sources;
}

}  // namespace

bool read_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, false, pointer);
}

bool read_inner_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, true, pointer);
}

void read_optional_pointer(const Member& member, const Pointer*& rule) {
  if (member.given()) {
    Pointer& pointer = member.arena().one<Pointer>();
    read_pointer(member, pointer);
    rule = &pointer;
  }
}

void read_pointers(const Member& member, std::span<const Pointer>& rule) {
  const bool several = member.is(Node::Type::array);
  if (several && !member.list("JSON Pointers")) {
    return;
  }
  const auto pointers = member.arena().list<Pointer>(several ? member.size() : 1);
  Member item = several ? member.first() : member;
  for (Pointer& pointer : pointers) {
    read_pointer(item, pointer);
    item = item.next();
  }
  rule = pointers;
}

void read_sources(const Member& path, const OperationContext& context, Sources& sources) {
  read_sources_from(path, context.base, context, sources);
}

void read_at(const Member& object, const OperationContext& context, Sources& sources) {
  Scope scope = context.base;
  read_scope(object["of"], context, scope);
  read_sources_from(object["at"], scope, context, sources);
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
