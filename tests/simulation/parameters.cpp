#include "parameters.hpp"

namespace simulation {
namespace {

std::string decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::optional<std::string> pair_in(const std::string& pairs, const std::string& name) {
  std::size_t from = 0;
  while (from < pairs.size()) {
    const std::size_t end = std::min(pairs.find('&', from), pairs.size());
    const std::string pair = pairs.substr(from, end - from);
    if (pair.starts_with(name + "=")) {
      return decoded(pair.substr(name.size() + 1));
    }
    from = end + 1;
  }
  return std::nullopt;
}

/// The raw text behind `"name":`. Cursors here hold no brackets inside their strings.
std::optional<std::string> raw_member(const std::string& json, const std::string& name) {
  const std::string label = "\"" + name + "\":";
  const std::size_t at = json.rfind(label);
  if (at == std::string::npos) {
    return std::nullopt;
  }
  std::size_t end = at + label.size();
  int depth = 0;
  bool quoted = false;
  for (; end < json.size(); ++end) {
    const char c = json[end];
    if (quoted) {
      end += c == '\\' ? 1 : 0;
      quoted = c != '"';
      continue;
    }
    quoted = c == '"';
    depth += c == '{' || c == '[' ? 1 : 0;
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
      break;
    }
    depth -= c == '}' || c == ']' ? 1 : 0;
  }
  return json.substr(at + label.size(), end - at - label.size());
}

}  // namespace

std::optional<std::string> parameter(const creditkit::HttpRequest& request, Place place,
                                     const std::string& name) {
  switch (place) {
    case Place::query: {
      const std::size_t mark = request.url.find('?');
      return mark == std::string::npos ? std::nullopt : pair_in(request.url.substr(mark + 1), name);
    }
    case Place::form:
      return request.body ? pair_in(*request.body, name) : std::nullopt;
    case Place::header:
      for (const auto& header : request.headers()) {
        if (header.name == "X-" + name) {
          return std::string{header.text};
        }
      }
      return std::nullopt;
    case Place::body:
    case Place::variables:
      return request.body ? raw_member(*request.body, name) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace simulation
