#include "request/http_request.hpp"

#include <algorithm>

namespace creditkit {

bool operator==(const HttpRequest& left, const HttpRequest& right) {
  const auto same = [](const NamedText& a, const NamedText& b) {
    return a.name == b.name && a.text == b.text;
  };
  return left.method == right.method && left.url == right.url && left.body == right.body &&
         left.reads == right.reads && std::ranges::equal(left.headers, right.headers, same);
}

}  // namespace creditkit
