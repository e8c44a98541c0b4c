#pragma once

#include <optional>
#include <string>
#include <vector>

#include "provider/plan.hpp"

namespace creditkit {

struct NamedText {
  std::string name;
  std::string text;
};

/// One request, whole but for the key: the transport adds what Plan::auth says and nothing else.
struct HttpRequest {
  std::string method;  ///< "GET" or "POST"
  std::string url;     ///< absolute, percent-encoded, without user information and fragment
  std::vector<NamedText> headers;   ///< visible ASCII; each name once
  std::optional<std::string> body;  ///< absent: no body, and no content type
  bool reads = true;  ///< the definition states that it changes nothing: it may be sent again

  /// True where both would send the same bytes.
  friend bool operator==(const HttpRequest& left, const HttpRequest& right);
};

}  // namespace creditkit
