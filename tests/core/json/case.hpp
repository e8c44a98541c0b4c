#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace creditkit::json_cases {

struct Case {
  std::string name;
  std::string body;
};

/// A body that RFC 8259 leaves to the reader, and what this one says.
struct Choice {
  std::string name;
  std::string body;
  bool accepted;
};

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

}  // namespace creditkit::json_cases
