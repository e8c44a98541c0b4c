#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

using namespace std::string_view_literals;
using PagingKind = PagingRule::Kind;
using CursorFrom = PagingRule::CursorFrom;

/// Far above any vendor's page; the core reads a page as a whole, so it must have some bound.
constexpr std::uint64_t most_rows = 1'000'000;

constexpr std::array kind_words{
    word("none", PagingKind::none),        word("token", PagingKind::token),
    word("lastRow", PagingKind::last_row), word("page", PagingKind::page),
    word("offset", PagingKind::offset),    word("url", PagingKind::url),
};

constexpr std::array none_members{"kind"sv};
constexpr std::array token_members{"kind"sv, "from"sv,  "to"sv,  "limit"sv,
                                   "more"sv, "total"sv, "end"sv, "constantCursor"sv};
constexpr std::array row_members{"kind"sv, "from"sv,  "to"sv, "limit"sv,
                                 "more"sv, "total"sv, "end"sv};
constexpr std::array page_members{"kind"sv, "page"sv,  "first"sv,      "limit"sv,
                                  "more"sv, "total"sv, "totalPages"sv, "end"sv};
constexpr std::array offset_members{"kind"sv, "offset"sv, "limit"sv, "more"sv, "total"sv, "end"sv};
constexpr std::array url_members{"kind"sv, "from"sv, "limit"sv, "more"sv, "total"sv, "end"sv};

constexpr Word cursor_absent = word("cursorAbsent", EndRule::cursor_absent);
constexpr Word cursor_null = word("cursorNull", EndRule::cursor_null);
constexpr Word cursor_empty = word("cursorEmpty", EndRule::cursor_empty);
constexpr Word flag_false = word("flagFalse", EndRule::flag_false);
constexpr Word total_reached = word("totalReached", EndRule::total_reached);
constexpr Word last_page = word("lastPage", EndRule::last_page_reached);
constexpr Word short_page = word("shortPage", EndRule::short_page);
constexpr Word empty_page = word("emptyPage", EndRule::empty_page);

constexpr std::array cursor_ends{cursor_absent, cursor_null, cursor_empty, flag_false,
                                 total_reached, short_page,  empty_page};
constexpr std::array counted_ends{flag_false, total_reached, short_page, empty_page};
constexpr std::array page_ends{flag_false, total_reached, last_page, short_page, empty_page};

/// What a kind of paging may say: one row for each, in the order of PagingKind.
struct Form {
  std::span<const std::string_view> members;
  std::span<const Word> ends;
};
constexpr std::array forms = std::to_array<Form>({
    {.members = none_members, .ends = {}},
    {.members = token_members, .ends = cursor_ends},
    {.members = row_members, .ends = counted_ends},
    {.members = page_members, .ends = page_ends},
    {.members = offset_members, .ends = counted_ends},
    {.members = url_members, .ends = cursor_ends},
});

void read_cursor(const Member& from, PagingRule& rule) {
  if (!from.is(Node::Type::object)) {
    rule.cursor_at = read_pointer(from).value_or(Pointer{});
    return;
  }
  if (rule.kind == PagingKind::url && from.has("link")) {
    static constexpr std::array members{"link"sv};
    static constexpr std::array links{word("next", true)};
    rule.cursor_from = CursorFrom::link;
    if (from.object(members)) {
      from["link"].word(links);
    }
    return;
  }
  rule.cursor_from = CursorFrom::header;
  rule.cursor_header = read_header_name(from);
}

PageSizeRule read_size(const Member& size, const RequestRule& request) {
  static constexpr std::array members{"param"sv, "default"sv, "min"sv, "max"sv};
  PageSizeRule rule;
  if (!size.object(members)) {
    return rule;
  }
  rule.to = read_target(size["param"], request);
  const auto rows = [&size](std::string_view name, std::uint64_t least, std::uint64_t otherwise) {
    return static_cast<std::uint32_t>(
        size.has(name) ? size[name].integer(least, most_rows).value_or(otherwise) : otherwise);
  };
  rule.minimum = rows("min", 1, 1);
  rule.maximum = rows("max", 1, 0);
  rule.fallback = rows("default", 1, 0);
  const std::uint64_t most = rule.maximum == 0 ? most_rows : rule.maximum;
  if (rule.minimum > most) {
    size["min"].integer(1, most);
  } else if (rule.fallback != 0) {
    size["default"].integer(rule.minimum, most);
  }
  return rule;
}

/// The member that a rule looks at, or "" where it needs none.
std::string_view needed_by(EndRule rule) {
  switch (rule) {
    case EndRule::flag_false:
      return "more";
    case EndRule::total_reached:
      return "total";
    case EndRule::last_page_reached:
      return "totalPages";
    case EndRule::short_page:
      return "limit";
    default:
      return {};
  }
}

std::vector<EndRule> read_ends(const Member& paging, std::span<const Word> words,
                               const PagingRule& rule) {
  std::vector<EndRule> ends;
  if (!paging["end"].list("end rules")) {
    return ends;
  }
  for (const Member& end : paging["end"].items()) {
    const auto word = end.word(words);
    if (!word) {
      continue;
    }
    const auto read = static_cast<EndRule>(*word);
    if (std::ranges::contains(ends, read)) {
      end.expected("each end rule once");
      continue;
    }
    const std::string_view needed = needed_by(read);
    if (!needed.empty() && !paging.has(needed)) {
      end.fault(joined(
          {"expected a member ", quoted(needed), " for this end rule to look at, found none"}));
    } else if (read == EndRule::short_page && rule.size.fallback == 0) {
      end.fault(R"(expected a "default" of "limit" for this end rule to compare with, found none)");
    }
    ends.push_back(read);
  }
  return ends;
}

/// What ends a walk where the definition does not say.
std::vector<EndRule> usual_ends(const PagingRule& rule) {
  using enum EndRule;
  if (rule.kind == PagingKind::none) {
    return {};
  }
  std::vector<EndRule> ends;
  if (rule.kind == PagingKind::token || rule.kind == PagingKind::url) {
    ends = {cursor_absent, EndRule::cursor_null, EndRule::cursor_empty};
    if (rule.more) {
      ends.push_back(EndRule::flag_false);
    }
    return ends;
  }
  if (rule.more) {
    ends.push_back(EndRule::flag_false);
  }
  if (rule.kind == PagingKind::offset) {
    if (rule.total) {
      ends.push_back(EndRule::total_reached);
    }
  } else if (!rule.more) {
    if (rule.total_pages) {
      ends.push_back(last_page_reached);
    } else if (rule.kind == PagingKind::page && rule.total) {
      ends.push_back(EndRule::total_reached);
    } else if (rule.size.fallback != 0) {
      ends.push_back(EndRule::short_page);
    }
  }
  ends.push_back(EndRule::empty_page);
  return ends;
}

void read_signals(const Member& paging, PagingRule& rule) {
  if (paging.has("more")) {
    rule.more = read_pointer(paging["more"]);
  }
  if (paging.has("total")) {
    rule.total = read_pointer(paging["total"]);
  }
  if (paging.has("totalPages")) {
    rule.total_pages = read_pointer(paging["totalPages"]);
  }
}

}  // namespace

PagingRule read_paging(const Member& paging, const RequestRule& request) {
  PagingRule rule;
  if (!paging.map()) {
    return rule;
  }
  const auto word = paging["kind"].word(kind_words);
  if (!word) {
    return rule;
  }
  rule.kind = static_cast<PagingKind>(*word);
  const Form& form = forms[*word];
  paging.object(form.members);
  if (rule.kind == PagingKind::token || rule.kind == PagingKind::last_row ||
      rule.kind == PagingKind::url) {
    if (rule.kind == PagingKind::last_row) {
      rule.cursor_at = read_pointer(paging["from"]).value_or(Pointer{});
    } else {
      read_cursor(paging["from"], rule);
    }
  }
  if (rule.kind == PagingKind::token || rule.kind == PagingKind::last_row) {
    rule.to = read_target(paging["to"], request);
  } else if (rule.kind == PagingKind::page) {
    rule.to = read_target(paging["page"], request);
    rule.first = paging.has("first") ? paging["first"].integer(0, 1).value_or(1) : 1;
  } else if (rule.kind == PagingKind::offset) {
    rule.to = read_target(paging["offset"], request);
  }
  if (rule.kind == PagingKind::none) {
    return rule;
  }
  if (paging.has("limit")) {
    rule.size = read_size(paging["limit"], request);
  }
  read_signals(paging, rule);
  if (rule.kind == PagingKind::token && paging.has("constantCursor")) {
    rule.constant_cursor = paging["constantCursor"].boolean().value_or(false);
  }
  rule.end = paging.has("end") ? read_ends(paging, form.ends, rule) : usual_ends(rule);
  return rule;
}

}  // namespace creditkit
