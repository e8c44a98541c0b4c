#include "walk/report.hpp"

namespace creditkit {
namespace {

/// By Doubt.
constexpr std::array<std::string_view, doubt_count> messages{
    "rows that had been yielded came again and were removed: the list moved during "
    "the walk, and rows may have been missed",
    "rows without an id equal rows of pages before and were yielded: they may be the "
    "same ones",
    "the vendor's total changed during the walk: rows may have been missed",
    "the vendor's total is not the number of rows that it sent",
    "the vendor says in one place that rows follow, and in another that none do",
    "a page before the last one had fewer rows than others: rows may have been missed",
    "the walk ended on a page without rows, where the definition asks for more",
    "the page at which the earlier walk was cut has changed: rows may have been missed",
};

}  // namespace

std::string_view message_of(Doubt doubt) { return messages[static_cast<std::size_t>(doubt)]; }

std::vector<Warning> Report::warnings() const {
  std::vector<Warning> found;
  for (int i = 0; i < doubt_count; ++i) {
    const auto doubt = static_cast<Doubt>(i);
    if (doubts.has(doubt)) {
      found.push_back({.code = doubt, .message = message_of(doubt)});
    }
  }
  return found;
}

}  // namespace creditkit
