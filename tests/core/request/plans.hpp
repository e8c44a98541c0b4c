#pragma once

#include <stdexcept>
#include <string>

#include "provider/definition.hpp"
#include "request/build.hpp"

namespace creditkit_test {

/// A plan whose history has this request (JSON text) and a token as paging.
inline creditkit::Plan plan_with(const std::string& request, const std::string& to = R"("cursor")",
                                 const std::string& headers = "{}") {
  const std::string text = R"({"id":"acme","baseUrl":"https://api.example.com/v1","headers":)" +
                           headers + R"(,"operations":{"history":{"request":)" + request +
                           R"(,"rows":"/data","paging":{"kind":"token","from":"/next","to":)" + to +
                           R"(},"entry":{"id":"/id","kind":"usage","amount":"/amount"}}}})";
  auto plan = creditkit::compile_definition(text, {});
  if (!plan) {
    throw std::runtime_error(plan.faults.empty() ? "refused"
                                                 : std::string{plan.faults[0].pointer} + ": " +
                                                       std::string{plan.faults[0].message});
  }
  return std::move(*plan);
}

/// The request for a query, with a cursor (JSON text) or without.
inline creditkit::Checked<creditkit::HttpRequest> request_for(const creditkit::Plan& plan,
                                                              const std::string& query,
                                                              const std::string& cursor = "") {
  creditkit::BoundQuery bound;
  if (creditkit::Failure refused = creditkit::bind_query(*plan.history(), query, bound)) {
    return refused;
  }
  std::vector<creditkit::Placement> placements;
  if (!cursor.empty()) {
    placements.push_back({.to = &plan.history()->paging.to, .json = cursor});
  }
  creditkit::HttpRequest request;
  if (creditkit::Failure refused =
          creditkit::build_request(plan, *plan.history(), bound, placements, request)) {
    return refused;
  }
  return request;
}

inline std::string header_of(const creditkit::HttpRequest& request, const std::string& name) {
  for (const auto& header : request.headers()) {
    if (header.name == name) {
      return std::string{header.text};
    }
  }
  return "(none)";
}

}  // namespace creditkit_test
