#include "request/path.hpp"

#include <algorithm>

#include "request/percent.hpp"

namespace creditkit {
namespace {

/// The first character of `text` as a server sees it that decodes dots and separators before it
/// looks for steps; takes it away.
char next_decoded(std::string_view& text) {
  char c = text.front();
  std::size_t size = 1;
  if (c == '%' && text.size() > 2) {
    const char low = static_cast<char>(text[2] & ~0x20);  // a letter raised
    const bool dot = text[1] == '2' && low == 'E';
    if (dot || (text[1] == '2' && low == 'F') || (text[1] == '5' && low == 'C')) {
      c = dot ? '.' : '/';
      size = 3;
    }
  }
  text.remove_prefix(size);
  return c == '\\' ? '/' : c;
}

bool has_dot_segment(std::string_view text) {
  constexpr unsigned more = 3;
  unsigned dots = 0;  // of a segment that is nothing but dots; else `more`
  const auto is_step = [&] { return dots == 1 || dots == 2; };
  while (!text.empty()) {
    const char c = next_decoded(text);
    if (c == '/' && is_step()) {
      return true;
    }
    dots = c == '/' ? 0 : c == '.' && dots < more ? dots + 1 : more;
  }
  return is_step();
}

const QueryValue* find(const BoundQuery& query, std::string_view name) {
  for (const QueryValue& bound : query.values) {
    if (bound.rule->to.place == Target::Place::path && bound.rule->to.name == name) {
      return &bound;
    }
  }
  return nullptr;
}

/// What is wrong with a value, or nothing.
std::string_view fault_of(const QueryValue* bound) {
  if (bound == nullptr || bound->text.empty()) {
    return "be empty";
  }
  if (has_dot_segment(bound->text)) {
    return "step out of it";
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20U; };
  return std::ranges::any_of(bound->text, is_control) ? "hold a control character" : "";
}

}  // namespace

unsigned dots_of(std::string_view segment) {
  unsigned dots = 0;
  while (!segment.empty()) {
    if (next_decoded(segment) != '.') {
      return 0;
    }
    ++dots;
  }
  return dots;
}

Failure append_path(std::string& out, std::string_view path_template, const BoundQuery& query) {
  std::string plain;  // without escapes: two values may make a step together, as in "{a}{b}"
  std::string_view name;
  std::string_view fault;
  while (!path_template.empty() && fault.empty()) {
    const std::string_view constant = path_template.substr(0, path_template.find('{'));
    out += constant;
    plain += constant;
    path_template.remove_prefix(constant.size());
    if (path_template.empty()) {
      break;
    }
    name = path_template.substr(1, path_template.find('}') - 1);
    path_template.remove_prefix(std::min(name.size() + 2, path_template.size()));
    const QueryValue* const bound = find(query, name);
    fault = fault_of(bound);
    if (fault.empty()) {
      append_encoded(out, bound->text, Encoding::path);
      plain += bound->text;
    }
  }
  if (fault.empty() && has_dot_segment(plain)) {
    fault = "step out of it";
  }
  return fault.empty()
             ? nullptr
             : failure(ErrorCode::parameter, "the parameter @ is part of the path and must not @",
                       {name, fault}, name);
}

}  // namespace creditkit
