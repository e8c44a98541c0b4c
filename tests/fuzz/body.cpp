// Reads bodies as a vendor may send them: whatever comes out is sound, and comes out again in the
// same way.
#include <memory>
#include <string>
#include <vector>

#include "json/reader.hpp"
#include "normalize/exact_body.hpp"
#include "normalize/normalizer.hpp"
#include "support/examples.hpp"
#include "support/json_oracle.hpp"
#include "support/libfuzzer_json.hpp"
#include "support/page_rules.hpp"
#include "support/require.hpp"
#include "support/response_input.hpp"

namespace {

using namespace creditkit;

struct Reading {
  Checked<void> result;
  const Page& page;
};

void require_sound(const Reading& reading, const Response& response, const Operation& operation,
                   bool include_raw) {
  if (reading.result) {
    fuzz::require_sound_page(reading.page, operation, include_raw);
    fuzz::require(!check_json(response.body), "a page comes from JSON");
  } else {
    fuzz::require_empty_page(reading.page);
    fuzz::require_sound_error(reading.result.error(), response);
  }
}

void require_same(const Reading& left, const Reading& right) {
  fuzz::require(left.result.has_value() == right.result.has_value(),
                "two readings agree on whether it is a page");
  if (left.result) {
    fuzz::require_same_page(left.page, right.page);
  } else {
    fuzz::require_same_error(left.result.error(), right.result.error());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::ResponseInput::read(data, size);
  const fuzz::Subject& subject = fuzz::subjects()[input.subject];
  const auto names = fuzz::header_names(*subject.operation);
  std::vector<Header> headers;
  headers.reserve(input.headers.size());
  for (const auto& header : input.headers) {
    headers.push_back({.name = names[header.name], .value = header.value});
  }

  BoundQuery query;
  fuzz::require(!bind_query(*subject.operation, fuzz::example_query(*subject.operation), query),
                "a query of examples fits");
  Normalizer warm{*subject.operation, query};
  Page warm_page;
  for (const std::string& text : input.bodies) {
    const testing::ExactBody body{text};
    fuzz::require_same_verdict(body.view());
    const Response response{
        .status = fuzz::statuses[input.status], .headers = headers, .body = body.view()};
    Normalizer fresh{*subject.operation, query};
    Page page;
    const Reading first{.result = fresh.read(response, input.include_raw, page), .page = page};
    require_sound(first, response, *subject.operation, input.include_raw);
    // Once with the layout of other rows in mind, once with that of these.
    for (int time = 0; time < 2; ++time) {
      const Reading again{.result = warm.read(response, input.include_raw, warm_page),
                          .page = warm_page};
      require_same(first, again);
    }
  }
  return 0;
}
