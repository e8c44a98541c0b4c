#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {

using Place = Target::Place;

void check_place(const Member& member, Place place, const RequestRule& request) {
  std::string_view needed;
  if (place == Place::body && request.json.empty()) {
    needed = "json";
  } else if (place == Place::form && !request.has_form) {
    needed = "form";
  } else if (place == Place::variables && request.graphql.empty()) {
    needed = "graphql";
  } else {
    return;
  }
  member.fault(
      joined({"expected a request with ", quoted(needed), ", for this goes there, found none"}));
}

void read_target(const Member& target, const RequestRule& request, Target& rule) {
  if (!target.is(Node::Type::object)) {
    target.text(rule.name, parameter_name_form, is_parameter_name);
    return;
  }
  // In the order of Place, which has "path" before them.
  constexpr std::string_view places = "query|body|form|variables|header";
  target.object(places);
  const std::string_view place = target.only_one(places);
  if (place.empty()) {
    return;
  }
  rule.place = static_cast<Place>(index_of(place, places) + 1);
  const Member member = target[place];
  if (rule.place == Place::body || rule.place == Place::variables) {
    read_inner_pointer(member, rule.at);
  } else if (rule.place == Place::header) {
    member.text(rule.name, header_name_form, is_settable_header);
  } else {
    member.text(rule.name, parameter_name_form, is_parameter_name);
  }
  check_place(member, rule.place, request);
}

}  // namespace creditkit
