#include "walk/report.hpp"

#include "value/text_at.hpp"

namespace creditkit {
namespace {

/// By Doubt.
constexpr const char* messages =
    "rows that had been yielded came again and were removed: the list moved during "
    "the walk, and rows may have been missed\0"
    "rows without an id equal rows of pages before and were yielded: they may be the "
    "same ones\0"
    "the vendor's total changed during the walk: rows may have been missed\0"
    "the vendor's total is not the number of rows that it sent\0"
    "the vendor says in one place that rows follow, and in another that none do\0"
    "a page before the last one had fewer rows than others: rows may have been missed\0"
    "the walk ended on a page without rows, where the definition asks for more\0"
    "the page at which the earlier walk was cut has changed: rows may have been missed\0";

}  // namespace

std::string_view message_of(Doubt doubt) {
  return text_at(messages, static_cast<std::size_t>(doubt));
}

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
