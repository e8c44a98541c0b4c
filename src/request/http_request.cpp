#include "request/http_request.hpp"

namespace creditkit {

bool operator==(const HttpRequest& left, const HttpRequest& right) = default;

std::vector<HeaderLine> HttpRequest::headers() const {
  std::vector<HeaderLine> headers;
  for (std::string_view rest = header_lines; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const std::size_t colon = line.find(": ");
    headers.push_back({.name = line.substr(0, colon), .text = line.substr(colon + 2)});
    rest.remove_prefix(line.size() + 1);
  }
  return headers;
}

}  // namespace creditkit
