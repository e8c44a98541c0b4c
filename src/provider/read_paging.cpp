#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;
using CursorFrom = PagingRule::CursorFrom;

/// Far above any vendor's page; the core reads a page as a whole, so it must have some bound.
constexpr std::uint32_t most_rows = 1'000'000;

/// In the order of PagingRule::Kind, with what may end each.
constexpr Names kinds = "none|token|lastRow|page|offset|url";
constexpr Names cursor_ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|shortPage|emptyPage";
constexpr Names counted_ends = "flagFalse|totalReached|shortPage|emptyPage";
constexpr std::array<Names, 6> ends_of_kind{
    "",           cursor_ends, counted_ends, "flagFalse|totalReached|lastPage|shortPage|emptyPage",
    counted_ends, cursor_ends};

/// In the order of EndRule, with the member that each looks at.
constexpr Names ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|lastPage|shortPage|emptyPage";
constexpr std::array<std::string_view, 8> looked_at{"",      "",           "",      "more",
                                                    "total", "totalPages", "limit", ""};

void read_next_word(const Member& link, void* /*into*/, const Field& /*field*/) {
  link.word("next");
}
constexpr Field link_fields[] = {{"link", read_next_word}};

/// PagingRule
void read_cursor(const Member& from, void* into, const Field& /*field*/) {
  auto& rule = as<PagingRule>(into);
  if (rule.kind == PagingKind::last_row || !from.is(Node::Type::object)) {
    read_pointer(from, rule.cursor_at);
  } else if (rule.kind == PagingKind::url && from.has("link")) {
    rule.cursor_from = CursorFrom::link;
    from.object(link_fields, nullptr);
  } else {
    rule.cursor_from = CursorFrom::header;
    read_header_name(from, rule.cursor_header);
  }
}

/// const Target*
void read_target_ref(const Member& member, void* into, const Field& field) {
  Target& target = member.arena().one<Target>();
  read_target(member, &target, field);
  as<const Target*>(into) = &target;
}

// PageSizeRule: each count is held against those before it.
std::uint32_t most_of(const PageSizeRule& rule) {
  return rule.maximum == 0 ? most_rows : rule.maximum;
}
void read_largest(const Member& count, void* into, const Field& /*field*/) {
  count.integer(as<PageSizeRule>(into).maximum, 1, most_rows);
}
void read_smallest(const Member& count, void* into, const Field& /*field*/) {
  auto& rule = as<PageSizeRule>(into);
  count.integer(rule.minimum, 1, most_of(rule));
}
void read_usual(const Member& count, void* into, const Field& /*field*/) {
  auto& rule = as<PageSizeRule>(into);
  count.integer(rule.fallback, rule.minimum, most_of(rule));
}
constexpr Field size_fields[] = {
    {"param", read_target_ref, offsetof(PageSizeRule, to), Field::always},
    {"max", read_largest},
    {"min", read_smallest},
    {"default", read_usual},
};

void read_size(const Member& size, void* into, const Field& /*field*/) {
  size.object(size_fields, into);
}

/// PagingRule
void read_first(const Member& first, void* into, const Field& /*field*/) {
  std::uint32_t number = 1;
  first.integer(number, 0, 1);
  as<PagingRule>(into).first = number;
}

constexpr std::uint8_t any_kind = 0xFF;
constexpr std::uint8_t in(std::initializer_list<PagingKind> list) {
  unsigned forms = 0;
  for (const PagingKind kind : list) {
    forms |= 1U << static_cast<unsigned>(kind);
  }
  return static_cast<std::uint8_t>(forms);
}
constexpr std::uint8_t but_none = in({PagingKind::token, PagingKind::last_row, PagingKind::page,
                                      PagingKind::offset, PagingKind::url});
constexpr Field fields[] = {
    {"kind", nullptr, 0, Field::optional, {}, any_kind},
    {"from",
     read_cursor,
     0,
     Field::always,
     {},
     in({PagingKind::token, PagingKind::last_row, PagingKind::url})},
    {"to",
     read_target,
     offsetof(PagingRule, to),
     Field::always,
     {},
     in({PagingKind::token, PagingKind::last_row})},
    {"page", read_target, offsetof(PagingRule, to), Field::always, {}, in({PagingKind::page})},
    {"offset", read_target, offsetof(PagingRule, to), Field::always, {}, in({PagingKind::offset})},
    {"first", read_first, 0, Field::optional, {}, in({PagingKind::page})},
    {"limit", read_size, offsetof(PagingRule, size), Field::optional, {}, but_none},
    {"more", read_pointer_ref, offsetof(PagingRule, more), Field::optional, {}, but_none},
    {"total", read_pointer_ref, offsetof(PagingRule, total), Field::optional, {}, but_none},
    {"totalPages",
     read_pointer_ref,
     offsetof(PagingRule, total_pages),
     Field::optional,
     {},
     in({PagingKind::page})},
    {"end", nullptr, 0, Field::optional, {}, but_none},
    {"constantCursor",
     read_flag,
     offsetof(PagingRule, constant_cursor),
     Field::optional,
     {},
     in({PagingKind::token})},
};

void read_ends(const Member& paging, Names words, PagingRule& rule) {
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
      end.fault("expected a member % for this end rule to look at, found none", needed);
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

void read_paging(const Member& paging, void* into, const Field& /*field*/) {
  auto& rule = as<PagingRule>(into);
  if (!paging.map() || !paging["kind"].word(kinds, rule.kind)) {
    return;
  }
  rule.first = rule.kind == PagingKind::page ? 1 : 0;
  paging.object(fields, &rule, static_cast<unsigned>(rule.kind));
  if (rule.kind == PagingKind::none) {
    return;
  }
  if (paging.has("end")) {
    read_ends(paging, ends_of_kind.at(static_cast<std::size_t>(rule.kind)), rule);
  } else {
    add_usual_ends(paging.arena(), rule);
  }
}

}  // namespace creditkit
