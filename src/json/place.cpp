#include "json/place.hpp"

#include "json/pointer.hpp"
#include "json/reader.hpp"
#include "json/scan.hpp"
#include "json/text.hpp"
#include "json/unescape.hpp"
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
    pointer += '/';
    if (level.object) {
      append_pointer_token(pointer, unescaped(level.name));
    } else {
      append_integer(pointer, static_cast<std::int64_t>(level.index));
    }
  }
  return pointer;
}

}  // namespace

std::string pointer_at(std::string_view body, std::size_t byte) {
  PodArray<Level> levels;
  const char* it = body.data();
  const char* const target = body.data() + (byte < body.size() ? byte : body.size());
  while (true) {
    it = skip_space(it);
    if (it >= target) {
      break;
    }
    Level* const level = levels.empty() ? nullptr : &levels.back();
    if (*it == '{' || *it == '[') {
      levels.push_back({.object = *it == '{', .name = {}});
      ++it;
    } else if (*it == '}' || *it == ']') {
      if (level == nullptr) {
        break;
      }
      levels.resize(levels.size() - 1);
      ++it;
    } else if (*it == ',') {
      if (level != nullptr) {
        level->in_member = false;
        ++level->index;
      }
      ++it;
    } else if (*it == '"') {
      std::uint32_t flags = 0;
      const char* const close = scan_string(it + 1, body.data() + body.size(), flags);
      if (close == nullptr || close >= target) {
        break;
      }
      if (level != nullptr && level->object && !level->in_member) {
        const char* const colon = skip_space(close + 1);
        if (colon >= target || *colon != ':') {
          break;
        }
        level->name = {it + 1, close};
        level->in_member = true;
        it = colon + 1;
      } else {
        it = close + 1;
      }
    } else {
      // A number or a literal: to its end, one byte at a time.
      ++it;
    }
  }
  return text_of(levels);
}

}  // namespace creditkit
