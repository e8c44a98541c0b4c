// Takes up walks from tokens that anybody may have written: what is asked for stays within what the
// caller asked for, and the walk ends, whatever the vendor answers.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/exact_body.hpp"
#include "support/example_body.hpp"
#include "support/examples.hpp"
#include "support/page_rules.hpp"
#include "support/request_rules.hpp"
#include "support/require.hpp"
#include "support/token_input.hpp"
#include "support/walk_rules.hpp"
#include "walk/walk.hpp"

namespace {

using namespace creditkit;

/// More than it takes from any token to an end under these answers.
constexpr int most_answers = 12;

Checked<std::unique_ptr<Walk>> open(const fuzz::WalkSubject& subject, std::string_view token,
                                    std::uint32_t page_size = 0) {
  WalkOptions options;
  options.page_size = page_size;
  options.resume_token = token;
  return Walk::open(*subject.plan, *subject.operation, fuzz::example_query(*subject.operation),
                    options);
}

/// "name=value" of each query parameter that is the caller's.
std::vector<std::string> own_query(const std::string& url, const PagingRule& paging) {
  std::vector<std::string> parts;
  std::string_view rest{url};
  rest = rest.substr(std::min(rest.find('?'), rest.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string part{rest.substr(0, rest.find('&'))};
    const std::string name = part.substr(0, part.find('='));
    const bool of_paging =
        name == paging.to.name || (paging.size.to && name == paging.size.to->name);
    if (!of_paging) {
      parts.push_back(part);
    }
    rest.remove_prefix(part.size());
  }
  return parts;
}

/// Where a token leads, only the place in the list may differ from what a walk without one asks
/// for.
void require_same_target(const HttpRequest& request, const HttpRequest& own,
                         const PagingRule& paging) {
  fuzz::require(
      request.method == own.method && fuzz::path_of(request.url) == fuzz::path_of(own.url),
      "a token changes neither method nor path", request.url);
  const auto parts = own_query(request.url, paging);
  for (const std::string& part : own_query(own.url, paging)) {
    fuzz::require(std::ranges::count(parts, part) == 1, "a token leaves the caller's query alone",
                  request.url);
    const std::string name = part.substr(0, part.find('=') + 1);
    fuzz::require(
        std::ranges::count_if(
            parts, [&](const std::string& other) { return other.starts_with(name); }) == 1,
        "a token adds no second value to a parameter of the caller's", request.url);
  }
  for (const HeaderLine& header : own.headers()) {
    const bool of_paging =
        header.name == paging.to.name || (paging.size.to && header.name == paging.size.to->name);
    const bool same = std::ranges::any_of(request.headers(), [&](const HeaderLine& other) {
      return other.name == header.name && other.text == header.text;
    });
    fuzz::require(of_paging || same, "a token leaves the headers alone", std::string{header.name});
  }
}

/// The token of a walk that was just taken up leads to the same place again.
void require_stable_token(const fuzz::WalkSubject& subject, Walk& walk) {
  const std::string token = walk.resume_token(0);
  if (token.empty()) {
    fuzz::require(subject.operation->paging.kind == PagingRule::Kind::url ||
                      subject.operation->paging.constant_cursor,
                  "a place has a token where it needs no URL");
    return;
  }
  auto again = open(subject, token);
  fuzz::require(again.has_value(), "a token of ours is accepted",
                again ? std::string{} : again.error().message);
  fuzz::require((*again)->resume_token(0) == token, "a token taken up gives itself");
  const Walk::Step step = fuzz::next_step(walk, *subject.plan);
  fuzz::require(fuzz::next_step(**again, *subject.plan) == step, "a token leads to one place");
  fuzz::require(step != Walk::Step::request || walk.request() == (*again)->request(),
                "a token leads to one request");
}

void walk_on(const fuzz::WalkSubject& subject, Walk& walk, const std::vector<std::string>& bodies) {
  const std::string usual = fuzz::example_body(*subject.operation, 2);
  for (int answer = 0; answer < most_answers; ++answer) {
    if (fuzz::next_step(walk, *subject.plan) != Walk::Step::request) {
      break;
    }
    const HttpRequest asked = walk.request();
    const auto number = static_cast<std::size_t>(answer);
    const std::string& body = number < bodies.size() ? bodies[number] : usual;
    if (const auto taken =
            walk.accept({.status = 200, .headers = {}, .body = testing::ExactBody{body}.view()});
        !taken) {
      fuzz::require_sound_failure(walk, taken.error(), asked);
      continue;
    }
    const std::size_t rows = walk.page().entries.rows;
    fuzz::require_sound_page(walk.page(), *subject.operation, false);
    for (const std::size_t consumed : {std::size_t{0}, rows / 2, rows}) {
      if (const std::string token = walk.resume_token(consumed); !token.empty()) {
        fuzz::require(open(subject, token).has_value(), "a token of ours is accepted");
      }
    }
  }
  fuzz::require_sound_report(walk.report());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::TokenInput::read(data, size);
  const fuzz::WalkSubject& subject = fuzz::walks()[input.walk];
  const auto own = open(subject, "");
  fuzz::require(own.has_value(), "a walk starts");
  const std::string token = input.token((*own)->resume_token(0));
  if (token.empty()) {
    return 0;
  }
  auto opened = open(subject, token, input.page_size);
  if (!opened) {
    const Error& error = opened.error();
    // A vendor can give a cursor that no header carries: its walk ends so too, cut or not.
    const bool unsendable = subject.operation->paging.to.place == Target::Place::header &&
                            error.code == ErrorCode::pagination;
    fuzz::require(error.code == ErrorCode::resume_token || unsendable ||
                      (error.code == ErrorCode::parameter && !error.parameter.empty()),
                  "a token that is none is refused as one", error.message);
    fuzz::require(!error.message.empty(), "a refusal has a message");
    return 0;
  }
  Walk& walk = **opened;
  const Walk::Step step = fuzz::next_step(walk, *subject.plan);
  if (step == Walk::Step::request && (*own)->next() == Walk::Step::request) {
    require_same_target(walk.request(), (*own)->request(), subject.operation->paging);
  }
  if (input.page_size == 0) {
    require_stable_token(subject, walk);
  }
  walk_on(subject, walk, input.bodies);
  return 0;
}
