#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "seeds/seeds.hpp"
#include "seeds/writer.hpp"
#include "support/example_body.hpp"
#include "support/response_input.hpp"
#include "support/subjects.hpp"
#include "vectors/vector.hpp"

namespace seeds {
namespace {

using creditkit::OperationKind;
using Json = nlohmann::ordered_json;

std::string_view name_of(OperationKind kind) {
  return kind == OperationKind::history   ? "history"
         : kind == OperationKind::balance ? "balance"
                                          : "entitlements";
}

std::optional<std::size_t> subject_of(const Json& vector) {
  if (!vector.at("provider").is_string()) {
    return std::nullopt;
  }
  const std::string file = "providers/" + vector.at("provider").get<std::string>() + ".json";
  const std::string operation = vector.value("operation", "history");
  const auto& all = fuzz::subjects();
  const auto found = std::ranges::find_if(all, [&](const fuzz::Subject& subject) {
    return subject.file == file && name_of(subject.operation->kind) == operation;
  });
  return found == all.end() ? std::nullopt
                            : std::optional{static_cast<std::size_t>(found - all.begin())};
}

/// The place of a status in the fuzzer's table, or of one that means as much.
std::size_t place_of(int status) {
  const auto* const found = std::ranges::find(fuzz::statuses, status);
  const auto* const other = std::ranges::find(fuzz::statuses, status >= 500 ? 500 : 400);
  return static_cast<std::size_t>((found == std::end(fuzz::statuses) ? other : found) -
                                  std::begin(fuzz::statuses));
}

fuzz::ResponseInput input_of(const Json& vector, std::size_t subject) {
  fuzz::ResponseInput input;
  input.subject = subject;
  input.include_raw = vector.value("includeRaw", false);
  input.status = place_of(vector.value("status", 200));
  const auto names = fuzz::header_names(*fuzz::subjects()[subject].operation);
  for (const auto& [name, value] : vector.value("headers", Json::object()).items()) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) {
      input.headers.push_back({.name = static_cast<std::size_t>(found - names.begin()),
                               .value = value.is_string() ? value.get<std::string>() : ""});
    }
  }
  input.bodies.push_back(creditkit::vectors::body_of(vector));
  return input;
}

}  // namespace

std::size_t write_bodies(const std::filesystem::path& folder) {
  Writer writer{folder};
  for (const auto& vector : creditkit::vectors::all_vectors()) {
    if (const auto subject = subject_of(vector.json)) {
      writer.write(input_of(vector.json, *subject).written());
    }
  }
  for (std::size_t subject = 0; subject < fuzz::subjects().size(); ++subject) {
    const creditkit::Operation& operation = *fuzz::subjects()[subject].operation;
    fuzz::ResponseInput input;
    input.subject = subject;
    input.include_raw = true;
    input.bodies = {fuzz::example_body(operation, 3), fuzz::example_body(operation, 1)};
    writer.write(input.written());
  }
  return writer.count();
}

}  // namespace seeds
