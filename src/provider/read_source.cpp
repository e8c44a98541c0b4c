#include <array>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;

constexpr std::array<Word, 3> scope_words{{
    word("row", Scope::row),
    word("parent", Scope::parent),
    word("body", Scope::body),
}};

std::optional<Pointer> pointer_of(const Member& member, bool inner) {
  const std::string_view what = inner ? R"(a JSON Pointer to a member, such as "/data/id")"
                                      : R"(a JSON Pointer, such as "/data/id")";
  if (member.is(Node::Type::string)) {
    auto pointer = Pointer::parse(member.node().text);
    if (pointer && pointer->tokens.size() <= most_pointer_tokens &&
        !(inner && pointer->is_root())) {
      return *std::move(pointer);
    }
  }
  member.expected(what);
  return std::nullopt;
}

std::optional<Scope> read_scope(const Member& of, const OperationContext& context) {
  if (context.base == Scope::body) {
    of.expected("nothing, for these paths start at the body's root");
    return std::nullopt;
  }
  const auto word = of.word(scope_words);
  if (!word) {
    return std::nullopt;
  }
  const auto scope = static_cast<Scope>(*word);
  if (scope == Scope::parent && !context.has_parent) {
    of.fault(R"(expected "row" or "body", found "parent" though "rows" has no "each")");
    return std::nullopt;
  }
  return scope;
}

void append_key(const Member& key, const OperationContext& context, Sources& sources) {
  if (!key.just_true()) {
    return;
  }
  if (context.has_key) {
    sources.push_back({.scope = Scope::key, .at = {}});
  } else {
    key.fault(R"(expected rows of the shape "map", found rows without keys)");
  }
}

void append_sources(const Member& path, Scope scope, const OperationContext& context, bool may_list,
                    Sources& sources) {
  if (path.is(Node::Type::array) && may_list) {
    if (path.list("paths")) {
      for (const Member& item : path.items()) {
        append_sources(item, scope, context, false, sources);
      }
    }
    return;
  }
  if (!path.is(Node::Type::object)) {
    if (auto pointer = pointer_of(path, false)) {
      sources.push_back({.scope = scope, .at = *std::move(pointer)});
    }
    return;
  }
  if (path.has("key")) {
    static constexpr std::array key_member{"key"sv};
    if (path.object(key_member)) {
      append_key(path["key"], context, sources);
    }
    return;
  }
  static constexpr std::array members{"at"sv, "of"sv, "key"sv};
  path.object(members);
  if (path.has("of")) {
    scope = read_scope(path["of"], context).value_or(scope);
  }
  if (auto pointer = pointer_of(path["at"], false)) {
    sources.push_back({.scope = scope, .at = *std::move(pointer)});
  }
}

}  // namespace

std::optional<Pointer> read_pointer(const Member& member) { return pointer_of(member, false); }

std::optional<Pointer> read_inner_pointer(const Member& member) { return pointer_of(member, true); }

std::vector<Pointer> read_pointers(const Member& member) {
  std::vector<Pointer> pointers;
  if (!member.is(Node::Type::array)) {
    if (auto pointer = pointer_of(member, false)) {
      pointers.push_back(*std::move(pointer));
    }
  } else if (member.list("JSON Pointers")) {
    for (const Member& item : member.items()) {
      if (auto pointer = pointer_of(item, false)) {
        pointers.push_back(*std::move(pointer));
      }
    }
  }
  return pointers;
}

Sources read_sources(const Member& path, const OperationContext& context) {
  Sources sources;
  append_sources(path, context.base, context, true, sources);
  return sources;
}

Sources read_at(const Member& object, const OperationContext& context) {
  Scope scope = context.base;
  if (object.has("of")) {
    scope = read_scope(object["of"], context).value_or(scope);
  }
  Sources sources;
  append_sources(object["at"], scope, context, true, sources);
  return sources;
}

std::optional<Scalar> read_scalar(const Member& member) {
  using enum Node::Type;
  if (!member.given() || member.is(array) || member.is(object)) {
    member.expected("a text, a number, true, false or null");
    return std::nullopt;
  }
  const Node& node = member.node();
  Scalar scalar{.text = node.text, .truth = node.truth};
  switch (node.type) {
    case boolean:
      scalar.type = Scalar::Type::boolean;
      break;
    case number:
      scalar.type = Scalar::Type::number;
      break;
    case string:
      scalar.type = Scalar::Type::string;
      break;
    default:
      break;
  }
  return scalar;
}

std::vector<Scalar> read_scalars(const Member& member) {
  std::vector<Scalar> scalars;
  if (member.list("texts, numbers, true, false or null")) {
    for (const Member& item : member.items()) {
      if (auto scalar = read_scalar(item)) {
        scalars.push_back(*std::move(scalar));
      }
    }
  }
  return scalars;
}

}  // namespace creditkit
