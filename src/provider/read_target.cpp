#include <array>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;
using Place = Target::Place;

constexpr std::string_view name_form =
    "a parameter's name: ASCII without spaces, quotes and braces";

Target named(Place place, const Member& member, std::string_view what, Member::Check check) {
  const std::string* const name = member.text(what, check);
  return {.place = place, .name = name != nullptr ? *name : std::string{}, .at = {}};
}

Target pointed(Place place, const Member& member) {
  return {.place = place, .name = {}, .at = read_inner_pointer(member).value_or(Pointer{})};
}

}  // namespace

void check_place(const Member& member, Place place, const RequestRule& request) {
  if (place == Place::body && request.json.empty()) {
    member.fault(R"(expected a request with "json", for this goes to its body, found none)");
  } else if (place == Place::form && !request.has_form) {
    member.fault(R"(expected a request with "form", for this goes there, found none)");
  } else if (place == Place::variables && request.graphql.empty()) {
    member.fault(
        R"(expected a request with "graphql", for this goes to its variables, found none)");
  }
}

Target read_target(const Member& target, const RequestRule& request) {
  if (!target.is(Node::Type::object)) {
    return named(Place::query, target, name_form, is_parameter_name);
  }
  static constexpr std::array places{"query"sv, "body"sv, "form"sv, "variables"sv, "header"sv};
  target.object(places);
  const auto place = target.only_one(places);
  if (!place) {
    return {};
  }
  const Member member = target[*place];
  Target result;
  if (*place == "query") {
    result = named(Place::query, member, name_form, is_parameter_name);
  } else if (*place == "form") {
    result = named(Place::form, member, name_form, is_parameter_name);
  } else if (*place == "header") {
    result = named(Place::header, member, "the name of a header that a definition may set",
                   is_settable_header);
  } else {
    result = pointed(*place == "body" ? Place::body : Place::variables, member);
  }
  check_place(member, result.place, request);
  return result;
}

}  // namespace creditkit
