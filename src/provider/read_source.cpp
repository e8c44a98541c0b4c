#include "provider/readers.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

constexpr std::size_t most_pointer_tokens = 32;  // as deep as a definition can nest
/// Many times what any vendor needs. normalize/slots.hpp counts tokens in 16 bits, and their places
/// too, of which a balance with 250 parts in a unit with 250 paths has 62,500.
constexpr std::size_t most_pointers = 500;

void read_pointer_of(Member member, bool inner, Pointer& pointer) {
  Pointer parsed;
  if (member.is(Node::Type::string) && parse_pointer(member.node().text, member.arena(), parsed) &&
      parsed.tokens.size() <= most_pointer_tokens && !(inner && parsed.is_root())) {
    pointer = parsed;
  } else {
    member.expected(inner ? R"(a JSON Pointer to a member, such as "/data/id")"
                          : R"(a JSON Pointer, such as "/data/id")");
  }
}

/// Scope
void read_scope(Member of, void* into, const Field& /*field*/) {
  const Reading& reading = of.reading();
  if (reading.base == Scope::body) {
    of.expected("nothing, for these paths start at the body's root");
  } else if (of.word("row|parent|body", as<Scope>(into)) && as<Scope>(into) == Scope::parent &&
             !reading.has_parent) {
    of.expected(R"("row" or "body", for "rows" has no "each")");
  }
}

/// Scope
void read_key(Member key, void* into, const Field& /*field*/) {
  as<Scope>(into) = Scope::key;
  if (key.just_true() && !key.reading().has_key) {
    key.expected(R"(rows of the shape "map")");
  }
}

enum SourceForm : std::uint8_t { by_pointer, by_key };
constexpr Field source_fields[] = {
    {.name = "at",
     .read = read_pointer,
     .offset = offsetof(Source, at),
     .need = Field::always,
     .forms = 1U << by_pointer},
    {.name = "of",
     .read = read_scope,
     .offset = offsetof(Source, scope),
     .forms = 1U << by_pointer},
    {.name = "key", .read = read_key, .offset = offsetof(Source, scope)},
};

}  // namespace

void read_source(Member path, void* into, const Field& /*field*/) {
  auto& source = as<Source>(into);
  source.scope = path.reading().scope;
  if (path.is(Node::Type::object)) {
    path.object(source_fields, &source, path.has("key") ? by_key : by_pointer);
  } else {
    read_pointer(path, source.at);
  }
}

namespace {

constexpr Part sources_part = part_of<Source>(Part::Form::some, {.read = read_source}, "paths");
constexpr Part pointers_part =
    part_of<Pointer>(Part::Form::some, {.read = read_pointer}, "JSON Pointers");
constexpr Part scalars_part = part_of<Scalar>(Part::Form::list, {.read = read_scalar}, "values");

}  // namespace

constexpr TextForm plain_text{.what = "a text"};
constexpr TextForm placeholder_name{
    .what = R"(a name of letters, digits, "_" and "-" other than "key")",
    .characters = "--09AZ__az",
    .first = "AZ__az",
    .most = 64};
constexpr TextForm parameter_name{
    .what = "a parameter's name: ASCII without spaces, quotes and braces",
    .characters = "!!#z||~~",
    .most = 100};
constexpr TextForm header_name{.what = "the name of a header that a definition may set",
                               .characters = token_characters,
                               .check = is_settable_header};
constexpr Part pointer_ref = part_of<Pointer>(Part::Form::one, {.read = read_pointer});
constexpr Part inner_pointer_ref = part_of<Pointer>(Part::Form::one, {.read = read_inner_pointer});

void read_part(Member member, void* into, const Field& field) {
  read_part(member, into, *field.part);
}

void read_object(Member member, void* into, const Field& field) {
  member.object(*field.fields, into);
}

void read_flag(Member member, void* into, const Field& /*field*/) {
  auto& flag = as<bool>(into);
  flag = member.is(Node::Type::boolean_true);
  if (!flag && !member.is(Node::Type::boolean_false)) {
    member.expected("true or false");
  }
}

void read_word(Member member, void* into, const Field& field) {
  member.word(field.words, as<std::uint8_t>(into));
}

void read_text(Member member, void* into, const Field& field) {
  member.text(as<std::string_view>(into), *field.text);
}

void check_text(Member member, void* /*into*/, const Field& field) {
  std::string_view unused;
  member.text(unused, *field.text);
}

void read_pointer(Member member, Pointer& pointer) {
  if (++member.reading().pointers == most_pointers + 1) {
    member.fault("expected at most @ @, found more", CountText{most_pointers}, "JSON Pointers");
  }
  read_pointer_of(member, false, pointer);
}

void read_inner_pointer(Member member, Pointer& pointer) { read_pointer_of(member, true, pointer); }

void read_pointer(Member member, void* into, const Field& /*field*/) {
  read_pointer(member, as<Pointer>(into));
}

void read_inner_pointer(Member member, void* into, const Field& /*field*/) {
  read_inner_pointer(member, as<Pointer>(into));
}

void read_pointers(Member member, void* into, const Field& /*field*/) {
  read_part(member, into, pointers_part);
}

void read_sources(Member path, Sources& sources) {
  path.reading().scope = path.reading().base;
  read_part(path, &sources, sources_part);
}

void read_sources(Member member, void* into, const Field& /*field*/) {
  read_sources(member, as<Sources>(into));
}

void read_of(Member of, void* /*into*/, const Field& field) {
  Reading& reading = of.reading();
  reading.scope = reading.base;
  if (of.given()) {
    read_scope(of, &reading.scope, field);
  }
}

void read_at(Member object, Sources& sources) {
  read_of(object["of"], nullptr, {});
  read_part(object["at"], &sources, sources_part);
}

void read_scalar(Member member, void* into, const Field& /*field*/) {
  member.scalar(as<Scalar>(into));
}

void read_scalars(Member member, void* into, const Field& /*field*/) {
  read_part(member, into, scalars_part);
}

}  // namespace creditkit
