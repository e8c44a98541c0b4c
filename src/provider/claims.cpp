#include "provider/readers.hpp"
#include "value/ascii.hpp"

namespace creditkit {
namespace {

using Place = Target::Place;

struct Claim {
  Target target;
  const Node* by = nullptr;
  const Claim* before = nullptr;
};

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

class Claims {
 public:
  void take(Member member, const Target& target) {
    if (target.name.empty() && target.at.is_root()) {
      return;  // has a fault already
    }
    for (const Claim* claim = last_; claim != nullptr; claim = claim->before) {
      if (overlap(claim->target, target)) {
        std::string by;
        claim->by->append_pointer(by);
        member.fault("expected a place of its own in the request, found that of @", by);
        break;
      }
    }
    auto& claim = member.arena().one<Claim>();
    claim = {.target = target, .by = &member.node(), .before = last_};
    last_ = &claim;
  }

  void take_names(Member constants, Place place) {
    for (Member constant = constants.first(); constant.given(); constant = constant.next()) {
      take(constant, {.place = place, .name = constant.key()});
    }
  }

 private:
  const Claim* last_ = nullptr;
};

}  // namespace

void check_claims(Member provider, Member operation, const Operation& rule, const AuthRule& auth) {
  Claims claims;
  if (auth.place != AuthRule::Place::none) {
    const bool query = auth.place == AuthRule::Place::query;
    const bool basic = auth.place == AuthRule::Place::basic;
    claims.take(provider["auth"], {.place = query ? Place::query : Place::header,
                                   .name = basic ? "Authorization" : auth.name});
  }
  claims.take_names(provider["headers"], Place::header);
  const Member request = operation["request"];
  claims.take_names(request["headers"], Place::header);
  claims.take_names(request["query"], Place::query);
  claims.take_names(request["form"], Place::form);
  for (const ParameterRule& parameter : rule.request.parameters) {
    const Node* const spec = request["params"].node().find(parameter.name);
    if (spec != nullptr && parameter.to.place != Place::path) {
      claims.take(spec, parameter.to);
    }
  }
  const Member paging = operation["paging"];
  for (const char* const name : {"to", "page", "offset"}) {
    if (paging.has(name)) {
      claims.take(paging[name], rule.paging.to);
    }
  }
  if (rule.paging.size.to != nullptr) {
    claims.take(paging["limit"]["param"], *rule.paging.size.to);
  }
}

}  // namespace creditkit
