#include "json/place.hpp"

#include "json/pointer.hpp"
#include "json/reader.hpp"
#include "json/scan.hpp"
#include "json/unescape.hpp"
#include "value/count_text.hpp"
#include "value/pod_array.hpp"

namespace creditkit {
namespace {

/// An array or object that is open where the byte stands.
struct Level {
  bool object = false;
  bool in_member = false;  ///< object: a name was read, its value was not
  std::size_t index = 0;
  std::string_view name;  ///< as it is written
};

std::string text_of(const PodArray<Level>& levels) {
  std::string pointer;
  for (const Level& level : levels) {
    if (level.object && !level.in_member) {
      break;  // between two members: the object itself
    }
    if (level.object) {
      append_pointer_token(pointer, unescaped(level.name));
    } else {
      append_pointer_token(pointer, CountText{level.index});
    }
  }
  return pointer;
}

}  // namespace

std::string pointer_at(std::string_view body, std::size_t byte) {
  PodArray<Level> levels;
  Reader reader{body};
  const char* const target = body.data() + (byte < body.size() ? byte : body.size());
  for (const char* it = skip_space(body.data()); it < target; it = skip_space(it)) {
    Level* const level = levels.empty() ? nullptr : &levels.back();
    if (*it == '{' || *it == '[') {
      levels.push_back({.object = *it++ == '{', .name = {}});
    } else if (level != nullptr && (*it == '}' || *it == ']')) {
      levels.resize(levels.size() - 1);
      ++it;
    } else if (level != nullptr && *it == ',') {
      level->in_member = false;
      ++level->index;
      ++it;
    } else {
      const bool is_name = level != nullptr && level->object && !level->in_member;
      Token token;
      reader.move_to(it);
      if (!(is_name ? reader.name(token) : reader.value(0, token))) {
        break;
      }
      if (is_name) {
        level->name = token.in(body);
        level->in_member = true;
      }
      it = reader.position();
    }
  }
  return text_of(levels);
}

}  // namespace creditkit
