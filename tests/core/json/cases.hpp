#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Bodies that RFC 8259 allows, forbids, or leaves to the reader. Each stands for one case of
/// JSONTestSuite (https://github.com/nst/JSONTestSuite) in other words.
namespace creditkit::json_cases {

struct Case {
  std::string name;
  std::string body;
};

std::vector<Case> accepted();  ///< 95, as y_*
std::vector<Case> refused();   ///< 188, as n_*

/// One of the 35 of i_*, and what this reader says.
struct Choice {
  std::string name;
  std::string body;
  bool accepted;
};
std::vector<Choice> choices();

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

}  // namespace creditkit::json_cases
