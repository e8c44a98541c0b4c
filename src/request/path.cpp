#include "request/path.hpp"

#include "provider/grammar.hpp"
#include "value/percent.hpp"

namespace creditkit {
namespace {

/// That of a parameter of the path, which has one in every query.
std::string_view value_of(std::string_view name, const BoundQuery& query) {
  for (const QueryValue& bound : query.values) {
    if (bound.rule->name == name) {
      return bound.text;
    }
  }
  return {};
}

}  // namespace

Failure append_path(std::string& out, std::string_view path_template, const BoundQuery& query) {
  std::string plain;  // without escapes: two values may make a step together, as in "{a}{b}"
  std::string_view before;
  std::string_view name;
  bool sound = true;
  while (sound && next_placeholder(path_template, before, name)) {
    const std::string_view value = value_of(name, query);
    out += before;
    append_encoded(out, value, Encoding::value);
    plain += before;
    plain += value;
    sound = stays_inside(plain);
  }
  out += path_template;
  plain += path_template;
  return sound && stays_inside(plain)
             ? nullptr
             : parameter_failure("the parameter @ is part of the path and must not step out of it",
                                 name);
}

}  // namespace creditkit
