#include "provider/readers.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

/// In the order of Place, which has "path" before them.
constexpr const char* places = "query|body|form|variables|header";
constexpr Field place_fields[] = {{.name = "query"},
                                  {.name = "body"},
                                  {.name = "form"},
                                  {.name = "variables"},
                                  {.name = "header"}};

}  // namespace

void check_place(Member member, Place place) {
  const RequestRule& request = *member.reading().request;
  const char* needed = nullptr;
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

void read_target(Member target, void* into, const Field& /*field*/) {
  auto& rule = as<Target>(into);
  Member member = target;
  if (target.is(Node::Type::object)) {
    target.object(place_fields, nullptr);
    const int place = target.only_one(places, member);
    if (place < 0) {
      return;
    }
    rule.place = static_cast<Place>(place + 1);
  }
  if (rule.place == Place::body || rule.place == Place::variables) {
    read_inner_pointer(member, rule.at);
  } else {
    member.text(rule.name, rule.place == Place::header ? header_name : parameter_name);
  }
  check_place(member, rule.place);
}

}  // namespace creditkit
