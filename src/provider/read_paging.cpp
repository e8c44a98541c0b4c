#include <array>
#include <initializer_list>
#include <string_view>

#include "provider/readers.hpp"

namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;
using CursorFrom = PagingRule::CursorFrom;

/// In the order of PagingRule::Kind, with what may end each.
constexpr const char* kinds = "none|token|lastRow|page|offset|url";
constexpr const char* cursor_ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|shortPage|emptyPage";
constexpr const char* counted_ends = "flagFalse|totalReached|shortPage|emptyPage";
constexpr std::array<const char*, 6> ends_of_kind{
    "",           cursor_ends, counted_ends, "flagFalse|totalReached|lastPage|shortPage|emptyPage",
    counted_ends, cursor_ends};

/// In the order of EndRule, with the member that each looks at.
constexpr Names ends =
    "cursorAbsent|cursorNull|cursorEmpty|flagFalse|totalReached|lastPage|shortPage|emptyPage";
constexpr std::array<const char*, 8> looked_at{nullptr, nullptr,      nullptr,         "more",
                                               "total", "totalPages", "limit/default", nullptr};

void read_next_word(Member link, void* /*into*/, const Field& /*field*/) { link.word("next"); }
constexpr Field link_fields[] = {{.name = "link", .read = read_next_word}};

/// PagingRule
void read_cursor(Member from, void* into, const Field& /*field*/) {
  auto& rule = as<PagingRule>(into);
  if (rule.kind == PagingKind::last_row || !from.is(Node::Type::object)) {
    read_pointer(from, rule.cursor_at);
  } else if (const int place = rule.kind == PagingKind::url ? from.only_one("header|link") : 0;
             place == 0) {
    rule.cursor_from = CursorFrom::header;
    read_header_name(from, rule.cursor_header);
  } else if (place > 0) {
    rule.cursor_from = CursorFrom::link;
    from.object(link_fields, nullptr);
  }
}

constexpr Part target_ref = part_of<Target>(Part::Form::one, {.read = read_target});

// PageSizeRule: each count is held against those before it.
void read_largest(Member count, void* into, const Field& /*field*/) {
  count.integer(as<PageSizeRule>(into).maximum, 1, PageSizeRule::most_rows);
}
void read_smallest(Member count, void* into, const Field& /*field*/) {
  auto& rule = as<PageSizeRule>(into);
  count.integer(rule.minimum, 1, rule.maximum);
}
void read_usual(Member count, void* into, const Field& /*field*/) {
  auto& rule = as<PageSizeRule>(into);
  count.integer(rule.fallback, rule.minimum, rule.maximum);
}
constexpr Field size_fields[] = {
    {.name = "param",
     .read = read_part,
     .offset = offsetof(PageSizeRule, to),
     .need = Field::always,
     .part = &target_ref},
    {.name = "max", .read = read_largest},
    {.name = "min", .read = read_smallest},
    {.name = "default", .read = read_usual},
};

constexpr Fields size_object{size_fields};

/// PagingRule
void read_first(Member first, void* into, const Field& /*field*/) {
  std::uint32_t number = 1;
  first.integer(number, 0, 1);
  as<PagingRule>(into).first = number;
}

constexpr std::uint8_t in(std::initializer_list<PagingKind> list) {
  unsigned forms = 0;
  for (const PagingKind kind : list) {
    forms |= 1U << static_cast<unsigned>(kind);
  }
  return static_cast<std::uint8_t>(forms);
}
constexpr std::uint8_t but_none = 0xFF & ~in({PagingKind::none});
constexpr Field fields[] = {
    {.name = "kind"},
    {.name = "from",
     .read = read_cursor,
     .need = Field::always,
     .forms = in({PagingKind::token, PagingKind::last_row, PagingKind::url})},
    {.name = "to",
     .read = read_target,
     .offset = offsetof(PagingRule, to),
     .need = Field::always,
     .forms = in({PagingKind::token, PagingKind::last_row})},
    {.name = "page",
     .read = read_target,
     .offset = offsetof(PagingRule, to),
     .need = Field::always,
     .forms = in({PagingKind::page})},
    {.name = "offset",
     .read = read_target,
     .offset = offsetof(PagingRule, to),
     .need = Field::always,
     .forms = in({PagingKind::offset})},
    {.name = "first", .read = read_first, .forms = in({PagingKind::page})},
    {.name = "limit",
     .read = read_object,
     .offset = offsetof(PagingRule, size),
     .forms = but_none,
     .fields = &size_object},
    {.name = "more",
     .read = read_part,
     .offset = offsetof(PagingRule, more),
     .forms = but_none,
     .part = &pointer_ref},
    {.name = "total",
     .read = read_part,
     .offset = offsetof(PagingRule, total),
     .forms = but_none,
     .part = &pointer_ref},
    {.name = "totalPages",
     .read = read_part,
     .offset = offsetof(PagingRule, total_pages),
     .forms = in({PagingKind::page}),
     .part = &pointer_ref},
    {.name = "end", .forms = but_none},
    {.name = "constantCursor",
     .read = read_flag,
     .offset = offsetof(PagingRule, constant_cursor),
     .forms = in({PagingKind::token})},
};

void read_ends(Member paging, const char* words, PagingRule& rule) {
  const Member list = paging["end"];
  if (!list.list("end rules")) {
    return;
  }
  for (Member end = list.first(); end.given(); end = end.next()) {
    if (end.word(words) < 0) {
      continue;
    }
    const auto index = static_cast<std::size_t>(index_of(end.node().text, ends));
    const auto read = static_cast<EndRule>(index);
    const char* const needed = looked_at.at(index);
    if (rule.end.has(read)) {
      end.expected("each end rule once");
    } else if (needed != nullptr && !(read == EndRule::short_page ? paging["limit"].has("default")
                                                                  : paging.has(needed))) {
      end.fault("expected a member % for this end rule to look at, found none", needed);
    }
    rule.end.add(read);
  }
}

/// What ends a walk where the definition does not say.
void add_usual_ends(PagingRule& rule) {
  using enum EndRule;
  constexpr EndRules no_cursor{cursor_absent, cursor_null, cursor_empty};
  const bool by_page = rule.kind == PagingKind::page;
  const bool by_cursor = rule.kind == PagingKind::token || rule.kind == PagingKind::url;
  rule.end = by_cursor ? no_cursor : EndRules{empty_page};
  if (rule.more != nullptr) {
    rule.end.add(flag_false);
  } else if (rule.total_pages != nullptr) {
    rule.end.add(last_page_reached);
  } else if (by_page && rule.total != nullptr) {
    rule.end.add(total_reached);
  } else if ((by_page || rule.kind == PagingKind::last_row) && rule.size.fallback != 0) {
    rule.end.add(short_page);
  }
  if (rule.kind == PagingKind::offset && rule.total != nullptr) {
    rule.end.add(total_reached);
  }
}

}  // namespace

void read_paging(Member paging, void* into, const Field& /*field*/) {
  auto& rule = as<PagingRule>(into);
  if (!paging.is_object() || !paging["kind"].word(kinds, rule.kind)) {
    return;
  }
  rule.first = rule.kind == PagingKind::page ? 1 : 0;
  paging.object(fields, &rule, static_cast<int>(rule.kind));
  if (rule.kind == PagingKind::none) {
    return;
  }
  if (paging.has("end")) {
    read_ends(paging, ends_of_kind.at(static_cast<std::size_t>(rule.kind)), rule);
  } else {
    add_usual_ends(rule);
  }
}

}  // namespace creditkit
