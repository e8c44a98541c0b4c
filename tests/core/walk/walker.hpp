#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "normalize/exact_body.hpp"
#include "provider/definition.hpp"
#include "walk/walk.hpp"

namespace creditkit_test {

/// An answer as a vendor gives it.
struct Answer {
  std::string body;
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
};

using Server = std::function<Answer(const creditkit::HttpRequest&)>;

/// The plan of a definition that is known to be good.
inline std::shared_ptr<creditkit::Plan> plan_of(const std::string& definition,
                                                const std::string& base_url = "") {
  creditkit::Settings settings;
  settings.base_url = base_url;
  auto plan = creditkit::compile_definition(definition, settings);
  if (!plan) {
    std::string faults;
    for (const auto& fault : plan.faults) {
      faults.append(fault.pointer).append(": ").append(fault.message).append("\n");
    }
    throw std::runtime_error("definition refused:\n" + faults);
  }
  return std::make_shared<creditkit::Plan>(std::move(*plan));
}

/// A list with ids, amounts and no times, paged as `paging` says (JSON text).
inline std::shared_ptr<creditkit::Plan> list_plan(
    const std::string& paging, const std::string& request = R"({"path":"/credits"})",
    const std::string& auth = "null") {
  return plan_of(R"({"id":"acme","baseUrl":"https://api.example.com/v1","auth":)" + auth +
                 R"(,"operations":{"history":{"request":)" + request +
                 R"(,"rows":"/data","paging":)" + paging +
                 R"(,"entry":{"id":"/id","kind":"usage","amount":"/amount"}}}})");
}

/// The same without ids: rows are known by amount and note.
inline std::shared_ptr<creditkit::Plan> anonymous_plan(const std::string& paging) {
  return plan_of(R"({"id":"acme","baseUrl":"https://api.example.com/v1",
    "operations":{"history":{"request":{"path":"/credits"},"rows":"/data","paging":)" +
                 paging +
                 R"(,"entry":{"kind":"usage","amount":"/amount","description":"/note"}}}})");
}

inline nlohmann::json row(const std::string& id) { return {{"id", id}, {"amount", 1}}; }

inline nlohmann::json rows(const std::vector<std::string>& ids) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& id : ids) {
    list.push_back(row(id));
  }
  return list;
}

/// A text cell of a page's row. Test texts are ASCII, so UTF-16 units are bytes.
inline std::string cell(const creditkit::Page& page, creditkit::TextColumn column,
                        std::size_t row) {
  const auto& entries = page.entries;
  const auto& range = entries.text[(static_cast<std::size_t>(column) * entries.rows) + row];
  return range == creditkit::null_cell ? "null"
                                       : entries.heap.substr(range.start, range.end - range.start);
}

/// What a walk did.
struct Outcome {
  std::vector<std::string> ids;
  std::vector<creditkit::HttpRequest> requests;
  std::vector<std::string> tokens;  ///< after each row: where to go on behind it
  creditkit::Report report;
  std::optional<creditkit::Error> error;
  std::string token;  ///< where to go on behind all

  [[nodiscard]] bool warns(creditkit::WarningCode code) const { return report.doubts.has(code); }
};

inline creditkit::Taken give(creditkit::Walk& walk, const Answer& answer) {
  std::vector<creditkit::Header> headers;
  headers.reserve(answer.headers.size());
  for (const auto& [name, value] : answer.headers) {
    headers.push_back({name, value});
  }
  const creditkit::testing::ExactBody body{answer.body};
  return walk.accept({.status = answer.status, .headers = headers, .body = body.view()});
}

/// Walks to the end, or to the first error.
inline Outcome walk_all(const creditkit::Plan& plan, const Server& server,
                        const creditkit::WalkOptions& options = {},
                        const std::string& query = "{}") {
  Outcome outcome;
  auto opened = creditkit::Walk::open(plan, *plan.history(), query, options);
  if (!opened) {
    outcome.error = opened.error();
    return outcome;
  }
  creditkit::Walk& walk = **opened;
  creditkit::Walk::Step step = walk.next();
  for (; step == creditkit::Walk::Step::request; step = walk.next()) {
    outcome.requests.push_back(walk.request());
    if (auto taken = give(walk, server(walk.request())); !taken) {
      outcome.error = taken.error();
      walk.end(creditkit::EndedBy::error);
      break;
    }
    for (std::size_t i = 0; i < walk.page().entries.rows; ++i) {
      outcome.ids.push_back(cell(walk.page(), creditkit::TextColumn::id, i));
      outcome.tokens.push_back(walk.resume_token(i + 1));
    }
  }
  if (step == creditkit::Walk::Step::failed) {
    outcome.error = walk.error();
  }
  outcome.report = walk.report();
  outcome.token = walk.resume_token(walk.page().entries.rows);
  return outcome;
}

/// Answers one after the other; the last one again and again.
inline Server script(std::vector<nlohmann::json> bodies) {
  auto next = std::make_shared<std::size_t>(0);
  return [bodies = std::move(bodies), next](const creditkit::HttpRequest&) {
    const std::size_t i = std::min((*next)++, bodies.size() - 1);
    return Answer{.body = bodies[i].dump(), .status = 200, .headers = {}};
  };
}

}  // namespace creditkit_test
