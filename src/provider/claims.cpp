#include "provider/readers.hpp"
#include "value/ascii.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

}  // namespace

struct Claim {
  Target target;
  const Node* by = nullptr;
  const Claim* before = nullptr;
};

namespace {

/// One place is the other or lies in it: setting both would lose one.
bool overlap(const Target& left, const Target& right) {
  bool same = left.place == right.place &&
              (left.place == Place::header ? equal_ignoring_case(left.name, right.name)
                                           : left.name == right.name);
  for (std::size_t i = 0; same && i < left.at.tokens.size() && i < right.at.tokens.size(); ++i) {
    same = left.at.tokens[i] == right.at.tokens[i];
  }
  return same;
}

/// The element whose index is `token`, or nullptr.
const Node* element(const Node& array, std::string_view token) {
  std::size_t index = 0;
  const Node* item = array.first;
  for (; item != nullptr && token != CountText{index}; item = item->next) {
    ++index;
  }
  return item;
}

/// Whether a value can be put at `to`: members are made where there are none, elements are not.
bool has_room(const Node* at, const Pointer& to) {
  for (const std::string_view token : to.tokens) {
    if (at == nullptr || at->type == Node::Type::null) {
      return true;
    }
    const bool object = at->type == Node::Type::object;
    if (!object && at->type != Node::Type::array) {
      return false;
    }
    at = object ? at->find(token) : element(*at, token);
    if (!object && at == nullptr) {
      return false;
    }
  }
  return true;
}

void take(Claims& claims, Member member, const Target& target) {
  if (target.name.empty() && target.at.is_root()) {
    return;  // has a fault already
  }
  if (!has_room(claims.body, target.at)) {
    member.fault("expected a place that the body's template has room for, found none");
  }
  for (const Claim* claim = claims.last; claim != nullptr; claim = claim->before) {
    if (overlap(claim->target, target)) {
      std::string by;
      claim->by->append_pointer(by);
      member.fault("expected a place of its own in the request, found that of @", by);
      break;
    }
  }
  auto& claim = member.arena().one<Claim>();
  claim = {.target = target, .by = &member.node(), .before = claims.last};
  claims.last = &claim;
}

void take_names(Claims& claims, Member constants, Place place) {
  for (Member constant = constants.first(); constant.given(); constant = constant.next()) {
    take(claims, constant, {.place = place, .name = constant.key()});
  }
}

}  // namespace

Claims claims_of_all(Member provider, const AuthRule& auth) {
  Claims claims;
  if (auth.place != AuthRule::Place::none) {
    const bool query = auth.place == AuthRule::Place::query;
    const bool basic = auth.place == AuthRule::Place::basic;
    take(claims, provider["auth"],
         {.place = query ? Place::query : Place::header,
          .name = basic ? "Authorization" : auth.name});
  }
  take_names(claims, provider["headers"], Place::header);
  return claims;
}

void check_claims(Claims claims, Member operation, const Operation& rule) {
  const Member request = operation["request"];
  claims.body = rule.request.json;
  take_names(claims, request["headers"], Place::header);
  take_names(claims, request["query"], Place::query);
  take_names(claims, request["form"], Place::form);
  for (const ParameterRule& parameter : rule.request.parameters) {
    const Node* const spec = request["params"].node().find(parameter.name);
    if (spec != nullptr && parameter.to.place != Place::path) {
      take(claims, spec, parameter.to);
    }
  }
  const Member paging = operation["paging"];
  for (const char* const name : {"to", "page", "offset"}) {
    if (paging.has(name)) {
      take(claims, paging[name], rule.paging.to);
    }
  }
  if (rule.paging.size.to != nullptr) {
    take(claims, paging["limit"]["param"], *rule.paging.size.to);
  }
}

}  // namespace creditkit
