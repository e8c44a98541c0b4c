#include "provider/readers.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// In the order of Place, which has "path" before them.
constexpr const char* places = "query|body|form|variables|header";
constexpr Field place_fields[] = {
    {.name = "query", .read = read_text, .offset = offsetof(Target, name), .text = &parameter_name},
    {.name = "body", .read = read_inner_pointer, .offset = offsetof(Target, at)},
    {.name = "form", .read = read_text, .offset = offsetof(Target, name), .text = &parameter_name},
    {.name = "variables", .read = read_inner_pointer, .offset = offsetof(Target, at)},
    {.name = "header", .read = read_text, .offset = offsetof(Target, name), .text = &header_name}};

/// The member of a request that makes the body in which that place is; nullptr where it is in none.
const char* body_of(Place place) {
  return place == Place::body        ? "json"
         : place == Place::form      ? "form"
         : place == Place::variables ? "graphql"
                                     : nullptr;
}

}  // namespace

void check_place(Member member, Place place) {
  const char* const needed = body_of(place);
  if (needed != nullptr && !Member{member.reading().request_node}.has(needed)) {
    member.fault("expected a request with %, for this goes there, found none", needed);
  }
}

void read_in_place(Member member, Target& target) {
  const Field& field = place_fields[static_cast<std::size_t>(target.place) - 1];
  field.read(member, reinterpret_cast<char*>(&target) + field.offset, field);
}

void read_target(Member target, void* into, const Field& /*field*/) {
  auto& rule = as<Target>(into);
  if (!target.is(Node::Type::object)) {
    read_in_place(target, rule);
  } else {
    target.object(place_fields, &rule);
    if (const int place = target.only_one(places); place >= 0) {
      rule.place = static_cast<Place>(place + 1);
      check_place(target[place_fields[place].name], rule.place);
    }
  }
  claim(target, rule);
}

}  // namespace creditkit
