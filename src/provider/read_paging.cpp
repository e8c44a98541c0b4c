#include <algorithm>
#include <array>
#include <string_view>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;
using CursorFrom = PagingRule::CursorFrom;

/// Far above any vendor's page; the core reads a page as a whole, so it must have some bound.
constexpr std::uint64_t most_rows = 1'000'000;

/// In the order of PagingRule::Kind, with what each may say and what may end it.
constexpr std::string_view kinds = "none|token|lastRow|page|offset|url";
struct Form {
  std::string_view members;
  std::string_view ends;
};
constexpr std::string_view cursor_ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|shortPage|emptyPage";
constexpr std::string_view counted_ends = "flagFalse|totalReached|shortPage|emptyPage";
constexpr std::array forms = std::to_array<Form>({
    {.members = "kind", .ends = {}},
    {.members = "kind|from|to|limit|more|total|end|constantCursor", .ends = cursor_ends},
    {.members = "kind|from|to|limit|more|total|end", .ends = counted_ends},
    {.members = "kind|page|first|limit|more|total|totalPages|end",
     .ends = "flagFalse|totalReached|lastPage|shortPage|emptyPage"},
    {.members = "kind|offset|limit|more|total|end", .ends = counted_ends},
    {.members = "kind|from|limit|more|total|end", .ends = cursor_ends},
});

/// In the order of EndRule, with the member that each looks at.
constexpr std::string_view ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|lastPage|shortPage|emptyPage";
constexpr std::array<std::string_view, 8> looked_at{"",      "",           "",      "more",
                                                    "total", "totalPages", "limit", ""};

void read_cursor(const Member& from, PagingRule& rule) {
  if (rule.kind == PagingKind::last_row || !from.is(Node::Type::object)) {
    read_pointer(from, rule.cursor_at);
  } else if (rule.kind == PagingKind::url && from.has("link")) {
    rule.cursor_from = CursorFrom::link;
    if (from.object("link")) {
      from["link"].word("next");
    }
  } else {
    rule.cursor_from = CursorFrom::header;
    read_header_name(from, rule.cursor_header);
  }
}

void read_rows_count(const Member& count, std::uint64_t least, std::uint64_t most,
                     std::uint32_t& rows) {
  std::uint64_t value = rows;
  if (count.given()) {
    count.integer(value, least, most);
    rows = static_cast<std::uint32_t>(value);
  }
}

void read_size(const Member& size, const RequestRule& request, PageSizeRule& rule) {
  if (!size.object("param|default|min|max")) {
    return;
  }
  Target& to = size.arena().one<Target>();
  read_target(size["param"], request, to);
  rule.to = &to;
  read_rows_count(size["max"], 1, most_rows, rule.maximum);
  const std::uint64_t most = rule.maximum == 0 ? most_rows : rule.maximum;
  read_rows_count(size["min"], 1, most, rule.minimum);
  read_rows_count(size["default"], rule.minimum, most, rule.fallback);
}

void read_ends(const Member& paging, std::string_view words, PagingRule& rule) {
  const Member list = paging["end"];
  if (!list.list("end rules")) {
    return;
  }
  const auto read_so_far = list.arena().list<EndRule>(list.size());
  for (Member end = list.first(); end.given(); end = end.next()) {
    if (end.word(words) < 0) {
      continue;
    }
    const auto index = static_cast<std::size_t>(index_of(end.node().text, ends));
    const auto read = static_cast<EndRule>(index);
    const std::string_view needed = looked_at.at(index);
    if (std::ranges::contains(rule.end, read)) {
      end.expected("each end rule once");
    } else if (!needed.empty() && !paging.has(needed)) {
      end.fault(joined(
          {"expected a member ", quoted(needed), " for this end rule to look at, found none"}));
    } else if (read == EndRule::short_page && !paging["limit"].has("default")) {
      end.fault(R"(expected a "default" of "limit" for this end rule to compare with, found none)");
    }
    read_so_far[rule.end.size()] = read;
    rule.end = read_so_far.first(rule.end.size() + 1);
  }
}

/// What ends a walk where the definition does not say.
void add_usual_ends(Arena& arena, PagingRule& rule) {
  using enum EndRule;
  const auto all = arena.list<EndRule>(looked_at.size());
  std::size_t count = 0;
  const auto add = [&](bool wanted, EndRule end) {
    if (wanted) {
      all[count++] = end;
    }
  };
  const bool by_cursor = rule.kind == PagingKind::token || rule.kind == PagingKind::url;
  const bool by_page = rule.kind == PagingKind::page;
  const bool by_offset = rule.kind == PagingKind::offset;
  const bool flagged = rule.more != nullptr;
  const bool by_last_page = by_page && !flagged && rule.total_pages != nullptr;
  const bool by_total =
      rule.total != nullptr && (by_offset || (by_page && !flagged && !by_last_page));
  const bool counted = by_last_page || by_total || by_offset || flagged;
  add(by_cursor, cursor_absent);
  add(by_cursor, cursor_null);
  add(by_cursor, cursor_empty);
  add(flagged, flag_false);
  add(by_last_page, last_page_reached);
  add(by_total, total_reached);
  add(!by_cursor && !counted && rule.size.fallback != 0, short_page);
  add(!by_cursor, empty_page);
  rule.end = all.first(count);
}

}  // namespace

void read_paging(const Member& paging, const RequestRule& request, PagingRule& rule) {
  if (!paging.map() || !paging["kind"].word(kinds, rule.kind)) {
    return;
  }
  const Form& form = forms.at(static_cast<std::size_t>(rule.kind));
  paging.object(form.members);
  if (rule.kind == PagingKind::none) {
    return;
  }
  const auto has = [&form](std::string_view member) { return index_of(member, form.members) >= 0; };
  if (has("from")) {
    read_cursor(paging["from"], rule);
  }
  for_each_name("to|page|offset", [&](std::string_view name) {
    if (has(name)) {
      read_target(paging[name], request, rule.to);
    }
    return has(name);
  });
  if (has("first")) {
    rule.first = 1;
    if (const Member first = paging["first"]; first.given()) {
      first.integer(rule.first, 0, 1);
    }
    read_optional_pointer(paging["totalPages"], rule.total_pages);
  }
  if (const Member limit = paging["limit"]; limit.given()) {
    read_size(limit, request, rule.size);
  }
  read_optional_pointer(paging["more"], rule.more);
  read_optional_pointer(paging["total"], rule.total);
  if (const Member constant = paging["constantCursor"]; constant.given() && has("constantCursor")) {
    constant.boolean(rule.constant_cursor);
  }
  if (paging.has("end")) {
    read_ends(paging, form.ends, rule);
  } else {
    add_usual_ends(paging.arena(), rule);
  }
}

}  // namespace creditkit
