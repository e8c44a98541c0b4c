#include <utility>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

constexpr std::string_view scope_names = "row|parent|body";

bool pointer_of(const Member& member, bool inner, Pointer& pointer) {
  if (member.is(Node::Type::string)) {
    auto parsed = Pointer::parse(member.node().text);
    if (parsed && parsed->tokens.size() <= most_pointer_tokens && !(inner && parsed->is_root())) {
      pointer = *std::move(parsed);
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

void append_source(const Member& path, Scope scope, const OperationContext& context,
                   Sources& sources) {
  Source& source = sources.emplace_back();
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

void append_sources(const Member& path, Scope scope, const OperationContext& context,
                    Sources& sources) {
  if (!path.is(Node::Type::array)) {
    append_source(path, scope, context, sources);
  } else if (path.list("paths")) {
    for (Member item = path.first(); item.given(); item = item.next()) {
      append_source(item, scope, context, sources);
    }
  }
}

}  // namespace

bool read_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, false, pointer);
}

bool read_inner_pointer(const Member& member, Pointer& pointer) {
  return pointer_of(member, true, pointer);
}

void read_optional_pointer(const Member& member, std::optional<Pointer>& pointer) {
  if (member.given()) {
    read_pointer(member, pointer.emplace());
  }
}

void read_pointers(const Member& member, std::vector<Pointer>& pointers) {
  if (!member.is(Node::Type::array)) {
    read_pointer(member, pointers.emplace_back());
  } else if (member.list("JSON Pointers")) {
    for (Member item = member.first(); item.given(); item = item.next()) {
      read_pointer(item, pointers.emplace_back());
    }
  }
}

void read_sources(const Member& path, const OperationContext& context, Sources& sources) {
  append_sources(path, context.base, context, sources);
}

void read_at(const Member& object, const OperationContext& context, Sources& sources) {
  Scope scope = context.base;
  read_scope(object["of"], context, scope);
  append_sources(object["at"], scope, context, sources);
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

void read_scalars(const Member& list, std::vector<Scalar>& scalars) {
  if (list.list("texts, numbers, true, false or null")) {
    for (Member item = list.first(); item.given(); item = item.next()) {
      read_scalar(item, scalars.emplace_back());
    }
  }
}

}  // namespace creditkit
