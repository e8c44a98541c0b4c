#include "request/body.hpp"

#include "json/text.hpp"
#include "json/unescape.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

/// Where the value that starts at `from` ends: at the comma or bracket behind it.
std::size_t value_end(std::string_view json, std::size_t from) {
  unsigned depth = 0;
  for (std::size_t i = from; i < json.size(); ++i) {
    switch (json[i]) {
      case '"':
        for (++i; i < json.size() && json[i] != '"'; ++i) {
          i += json[i] == '\\' ? 1 : 0;
        }
        break;
      case '[':
      case '{':
        ++depth;
        break;
      case ']':
      case '}':
        if (depth-- == 0) {
          return i;
        }
        break;
      case ',':
      case ':':
        if (depth == 0) {
          return i;
        }
        break;
      default:
        break;
    }
  }
  return json.size();
}

/// `text` for what stands between two places.
void put(std::string& json, std::size_t begin, std::size_t end, std::string_view text) {
  const std::string rest = json.substr(end);
  json.resize(begin);
  json += text;
  json += rest;
}

/// Steps from the object or array at `at` to its member or element `token`. A member that is not
/// there is made, with the value null.
bool step(std::string& json, std::size_t& at, std::string_view token) {
  if (json[at] == 'n') {
    put(json, at, value_end(json, at), "{}");
  }
  const bool object = json[at] == '{';
  if (!object && json[at] != '[') {
    return false;
  }
  std::size_t index = 0;
  std::size_t item = at + 1;
  while (json[item] != (object ? '}' : ']')) {
    std::size_t end = value_end(json, item);
    bool found = !object && token == CountText{index};
    if (object) {
      found = unescaped(std::string_view(json).substr(item + 1, end - item - 2)) == token;
      item = end + 1;
      end = value_end(json, item);
    }
    if (found) {
      at = item;
      return true;
    }
    item = end + (json[end] == ',' ? 1 : 0);
    ++index;
  }
  if (object) {
    std::string member = index > 0 ? "," : "";
    append_json_string(member, token);
    at = item + member.size() + 1;
    member += ":null";
    put(json, item, item, member);
  }
  return object;
}

}  // namespace

bool splice(std::string& json, std::size_t begin, const Pointer& at, std::string_view value) {
  for (const std::string_view token : at.tokens) {
    if (!step(json, begin, token)) {
      return false;
    }
  }
  put(json, begin, value_end(json, begin), value);
  return true;
}

}  // namespace creditkit
