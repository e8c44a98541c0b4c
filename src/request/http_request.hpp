#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace creditkit {

/// A header of a request.
struct HeaderLine {
  std::string_view name;
  std::string_view text;
};

/// One request, whole but for the key: the transport adds what Plan::auth says and nothing else.
struct HttpRequest {
  std::string_view method;   ///< "GET" or "POST"
  std::string url;           ///< absolute, percent-encoded, without user information and fragment
  std::string header_lines;  ///< "name: text\n" for each header; visible ASCII, each name once
  std::optional<std::string> body;  ///< absent: no body, and no content type
  bool reads = true;  ///< the definition states that it changes nothing: it may be sent again

  /// `header_lines` apart; views into it.
  [[nodiscard]] std::vector<HeaderLine> headers() const;

  /// True where both would send the same bytes.
  friend bool operator==(const HttpRequest& left, const HttpRequest& right);
};

}  // namespace creditkit
