#include "response_input.hpp"

#include <algorithm>

#include "bytes.hpp"
#include "utf8.hpp"

namespace fuzz {
namespace {

constexpr std::string_view separator{"\x1E"};
/// A warm reading and one that follows another layout; more only cost time.
constexpr std::size_t most_bodies = 4;
constexpr std::size_t most_headers = 3;

}  // namespace

ResponseInput ResponseInput::read(const std::uint8_t* data, std::size_t size) {
  Bytes bytes{data, size};
  ResponseInput input;
  input.subject = bytes.below(subjects().size());
  input.include_raw = bytes.coin();
  input.status = bytes.below(std::size(statuses));
  const std::size_t names = header_names(*subjects()[input.subject].operation).size();
  for (std::size_t left = bytes.below(most_headers + 1); left > 0; --left) {
    const std::size_t name = bytes.below(names);
    input.headers.push_back({.name = name, .value = header_text(bytes.chunk())});
  }
  do {
    input.bodies.emplace_back(bytes.up_to(separator));
  } while (!bytes.empty() && input.bodies.size() < most_bodies);
  return input;
}

std::string ResponseInput::written() const {
  std::string text;
  const auto byte = [&text](std::size_t value) { text += static_cast<char>(value); };
  byte(subject);
  byte(include_raw ? 1 : 0);
  byte(status);
  byte(std::min(headers.size(), most_headers));
  for (std::size_t i = 0; i < std::min(headers.size(), most_headers); ++i) {
    const std::string value = headers[i].value.substr(0, 255);
    byte(headers[i].name);
    byte(value.size());
    text += value;
  }
  for (const std::string& body : bodies) {
    text += &body == &bodies.front() ? "" : separator;
    text += body;
  }
  return text;
}

std::vector<std::string> header_names(const creditkit::Operation& operation) {
  std::vector<std::string> names{"Link", "Content-Type"};
  for (const std::string_view name :
       {operation.paging.cursor_header, operation.error.correlation_header}) {
    if (!name.empty()) {
      names.emplace_back(name);
    }
  }
  return names;
}

}  // namespace fuzz
