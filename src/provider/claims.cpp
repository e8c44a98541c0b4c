#include <algorithm>
#include <vector>

#include "provider/grammar.hpp"
#include "provider/readers.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

struct Claim {
  Target target;
  std::string by;  ///< pointer of the member that takes the place
};

/// One path starts with the other: setting both would lose one.
bool overlap(const Pointer& left, const Pointer& right) {
  const auto [a, b] = std::ranges::mismatch(left.tokens, right.tokens);
  return a == left.tokens.end() || b == right.tokens.end();
}

bool same_place(const Target& left, const Target& right) {
  if (left.place != right.place) {
    return false;
  }
  switch (left.place) {
    case Place::body:
    case Place::variables:
      return overlap(left.at, right.at);
    case Place::header:
      return same_but_for_case(left.name, right.name);
    default:
      return left.name == right.name;
  }
}

class Claims {
 public:
  void take(const Member& member, const Target& target) {
    if (target.name.empty() && target.at.is_root()) {
      return;  // has a fault already
    }
    const auto other = std::ranges::find_if(
        claims_, [&target](const Claim& claim) { return same_place(claim.target, target); });
    if (other != claims_.end()) {
      member.fault("expected a place of its own in the request, found that of @", other->by);
    }
    claims_.push_back({.target = target, .by = member.pointer()});
  }

  void take_names(const Member& constants, Place place) {
    for (Member constant = constants.first(); constant.given(); constant = constant.next()) {
      take(constant, {.place = place, .name = constant.key(), .at = {}});
    }
  }

 private:
  std::vector<Claim> claims_;
};

}  // namespace

void check_claims(const Member& provider, const Member& operation, const Operation& rule,
                  const AuthRule& auth) {
  Claims claims;
  if (auth.place == AuthRule::Place::header) {
    claims.take(provider["auth"], {.place = Place::header, .name = auth.name, .at = {}});
  } else if (auth.place == AuthRule::Place::basic) {
    claims.take(provider["auth"], {.place = Place::header, .name = "Authorization", .at = {}});
  } else if (auth.place == AuthRule::Place::query) {
    claims.take(provider["auth"], {.place = Place::query, .name = auth.name, .at = {}});
  }
  claims.take_names(provider["headers"], Place::header);
  const Member request = operation["request"];
  claims.take_names(request["headers"], Place::header);
  claims.take_names(request["query"], Place::query);
  claims.take_names(request["form"], Place::form);
  for (const ParameterRule& parameter : rule.request.parameters) {
    const Member spec = request["params"][parameter.name];
    if (spec.given() && parameter.to.place != Place::path) {
      claims.take(spec, parameter.to);
    }
  }
  const Member paging = operation["paging"];
  for (const std::string_view name : {"to", "page", "offset"}) {
    if (paging.has(name)) {
      claims.take(paging[name], rule.paging.to);
    }
  }
  if (rule.paging.size.to) {
    claims.take(paging["limit"]["param"], *rule.paging.size.to);
  }
}

}  // namespace creditkit
