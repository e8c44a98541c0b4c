#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// In the order of Place, which has "path" before them.
constexpr Names places = "query|body|form|variables|header";
constexpr Field place_fields[] = {{"query"}, {"body"}, {"form"}, {"variables"}, {"header"}};

}  // namespace

void check_place(const Member& member, Place place) {
  const RequestRule& request = *member.reading().request;
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
  member.fault("expected a request with %, for this goes there, found none", needed);
}

void read_target(const Member& target, void* into, const Field& /*field*/) {
  auto& rule = as<Target>(into);
  if (!target.is(Node::Type::object)) {
    target.text(rule.name, parameter_name_form, is_parameter_name);
    return;
  }
  target.object(place_fields, nullptr);
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
  check_place(member, rule.place);
}

}  // namespace creditkit
