#include "request/path.hpp"

#include <algorithm>

#include "provider/faults.hpp"
#include "request/failure.hpp"
#include "request/percent.hpp"

namespace creditkit {
namespace {

std::unexpected<Error> refuse(std::string_view parameter, std::string_view why) {
  return failure(ErrorCode::parameter, joined({"the parameter ", parameter, " ", why}), parameter);
}

/// `text` as a server sees it that decodes dots and separators before it looks for steps.
std::string decoded_separators(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escape = text.substr(i, 3);
    const auto is = [&](std::string_view upper) {
      return std::ranges::equal(escape, upper, [](char c, char wanted) {
        return (c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c) == wanted;
      });
    };
    if (is("%2E") || is("%2F") || is("%5C")) {
      decoded += is("%2E") ? '.' : '/';
      i += 2;
    } else {
      decoded += text[i] == '\\' ? '/' : text[i];
    }
  }
  return decoded;
}

bool has_dot_segment(std::string_view text) {
  const std::string decoded = decoded_separators(text);
  std::size_t from = 0;
  while (from <= decoded.size()) {
    const std::size_t end = std::min(decoded.find('/', from), decoded.size());
    const auto segment = std::string_view(decoded).substr(from, end - from);
    if (segment == "." || segment == "..") {
      return true;
    }
    from = end + 1;
  }
  return false;
}

const QueryValue* find(const BoundQuery& query, std::string_view name) {
  const auto found = std::ranges::find_if(query.values, [&](const QueryValue& bound) {
    return bound.rule->to.place == Target::Place::path && bound.rule->to.name == name;
  });
  return found == query.values.end() ? nullptr : &*found;
}

std::expected<void, Error> check_value(std::string_view name, const QueryValue* bound) {
  if (bound == nullptr || bound->text.empty()) {
    return refuse(name, "is part of the path and must not be empty");
  }
  if (has_dot_segment(bound->text)) {
    return refuse(name, "is part of the path and must not step out of it");
  }
  if (std::ranges::any_of(bound->text,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20U; })) {
    return refuse(name, "is part of the path and must not hold a control character");
  }
  return {};
}

}  // namespace

std::expected<std::string, Error> fill_path(std::string_view path_template,
                                            const BoundQuery& query) {
  std::string path;
  std::string
      plain;  // the path without its escapes: two values may make a step together, as in "{a}{b}"
  std::string_view last;
  while (!path_template.empty()) {
    const std::size_t open = std::min(path_template.find('{'), path_template.size());
    path += path_template.substr(0, open);
    plain += path_template.substr(0, open);
    path_template.remove_prefix(open);
    const std::size_t close = path_template.find('}');
    if (close == std::string_view::npos) {
      path += path_template;
      plain += path_template;
      break;
    }
    last = path_template.substr(1, close - 1);
    const QueryValue* const bound = find(query, last);
    if (auto checked = check_value(last, bound); !checked) {
      return std::unexpected(std::move(checked).error());
    }
    append_encoded(path, bound->text, Encoding::path);
    plain += bound->text;
    path_template.remove_prefix(close + 1);
  }
  if (has_dot_segment(plain)) {
    return refuse(last, "is part of the path and must not step out of it");
  }
  return path;
}

}  // namespace creditkit
