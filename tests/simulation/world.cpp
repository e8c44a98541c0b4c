#include "world.hpp"

#include <sstream>

#include "dice.hpp"

namespace simulation {
namespace {

bool has_cursor(PagingKind kind) {
  return kind == PagingKind::token || kind == PagingKind::last_row || kind == PagingKind::url;
}

std::uint64_t some_page(Dice& dice) { return dice.between(1, 6); }

void draw_signals(World& world, Dice& dice) {
  using enum PagingKind;
  switch (world.kind) {
    case none:
      world.has_size = false;
      world.asked = 0;
      break;
    case token:
    case url:
      world.end_mark = dice.pick({EndMark::absent, EndMark::null, EndMark::empty, EndMark::flag});
      world.more = world.end_mark == EndMark::flag || dice.one_in(4);
      world.total = dice.one_in(3);
      break;
    case last_row:
      world.more = dice.one_in(2);
      world.total = dice.one_in(4);
      world.has_size = world.has_size || !world.more;
      break;
    case page:
      world.more = dice.one_in(3);
      world.total_pages = dice.one_in(3);
      world.total = dice.one_in(2);
      if (!world.more && !world.total_pages && !world.total) {
        world.has_size = true;
      }
      if (world.has_size && dice.one_in(5)) {
        world.end = {"shortPage", "emptyPage"};
        if (world.more) {
          world.end.insert(world.end.begin(), "flagFalse");
        }
        if (world.total) {
          world.end.emplace_back("totalReached");
        }
      }
      break;
    case offset:
      world.more = dice.one_in(4);
      world.total = dice.one_in(2);
      break;
  }
}

void draw_cursor(World& world, Dice& dice) {
  world.place = dice.one_in(3)
                    ? dice.pick({Place::body, Place::form, Place::header, Place::variables})
                    : Place::query;
  world.shape = dice.pick({CursorShape::text, CursorShape::text, CursorShape::number,
                           CursorShape::object, CursorShape::list});
  world.counted_cursor = dice.one_in(3);
  world.cursor_at_end = dice.one_in(3);
  if (world.kind == PagingKind::token) {
    world.cursor_in_header = dice.one_in(6);
    world.constant_cursor = dice.one_in(8);
  }
  if (world.cursor_in_header) {
    world.shape = CursorShape::text;
    world.end_mark = world.end_mark == EndMark::null ? EndMark::absent : world.end_mark;
  }
  if (world.kind == PagingKind::last_row) {
    world.ids = true;
    world.shape = CursorShape::text;
    world.counted_cursor = false;
  }
  if (world.kind == PagingKind::url) {
    world.url_style = dice.pick({UrlStyle::absolute, UrlStyle::path, UrlStyle::query,
                                 UrlStyle::scheme_relative, UrlStyle::link_header});
    world.other_path = world.url_style != UrlStyle::query && dice.one_in(8);
    world.place = Place::query;
    if (world.url_style == UrlStyle::link_header && world.end_mark != EndMark::flag) {
      world.end_mark = EndMark::absent;
    }
  }
}

void draw_fault(World& world, Dice& dice) {
  Faults& faults = world.faults;
  const bool follows = has_cursor(world.kind);
  const bool makes_cursors = world.kind == PagingKind::token || world.kind == PagingKind::url;
  switch (dice.below(17)) {
    case 0:
    case 1:
      if (makes_cursors) {
        faults.empty_pages = {some_page(dice), some_page(dice)};
      }
      break;
    case 2:
      faults.repeated_page = 1 + some_page(dice);
      faults.repeated_in_new_words = dice.one_in(2);
      break;
    case 3:
      faults.cycle_at = makes_cursors && !world.constant_cursor ? some_page(dice) : 0;
      faults.cycle_length = dice.between(1, 5);
      break;
    case 4:
      faults.retyped_cursor =
          world.kind == PagingKind::token && !world.cursor_in_header ? 1 + some_page(dice) : 0;
      break;
    case 5:
      faults.overlap_at = 1 + some_page(dice);
      faults.overlap = dice.between(1, 3);
      faults.overlap_leaves_gap = dice.one_in(2);
      break;
    case 6:
    case 7:
      for (std::uint64_t i = dice.between(1, 3); i > 0; --i) {
        faults.inserts.push_back(1 + some_page(dice));
      }
      break;
    case 8:
    case 9:
      for (std::uint64_t i = dice.between(1, 3); i > 0; --i) {
        faults.deletes.push_back(1 + some_page(dice));
      }
      break;
    case 10:
      faults.ignores_position = follows || world.kind != PagingKind::none;
      break;
    case 11:
      faults.wrong_total =
          static_cast<std::int64_t>(dice.between(1, 9)) * (dice.one_in(2) ? 1 : -1);
      break;
    case 12:
      faults.moving_total = true;
      break;
    case 13:
      faults.truncated_at = some_page(dice);
      break;
    case 14:
      (dice.one_in(2) ? faults.refused_at : faults.unavailable_at) = some_page(dice);
      break;
    case 15:
      // Where a short page is the end by definition, and in the one page of a list, it cannot be
      // told from the end.
      faults.short_at = world.kind == PagingKind::none || world.kind == PagingKind::last_row
                            ? 0
                            : some_page(dice);
      faults.short_by = dice.between(1, 4);
      break;
    default:
      (dice.one_in(2) ? faults.flag_stuck : faults.ignores_position) =
          world.kind != PagingKind::none;
      faults.expired_at = follows && dice.one_in(2) ? 1 + some_page(dice) : 0;
      break;
  }
}

std::string target_text(const World& world, const std::string& name) {
  switch (world.place) {
    case Place::query:
      return "\"" + name + "\"";
    case Place::body:
      return R"({"body":"/paging/)" + name + "\"}";
    case Place::form:
      return R"({"form":")" + name + "\"}";
    case Place::header:
      return R"({"header":"X-)" + name + "\"}";
    case Place::variables:
      return R"({"variables":"/)" + name + "\"}";
  }
  return {};
}

std::string request_text(const World& world) {
  const bool posts =
      world.place == Place::body || world.place == Place::form || world.place == Place::variables;
  std::string text = R"({"path":"/accounts/{account}/credits","query":{"order":"asc"})";
  if (posts) {
    text += R"(,"method":"POST","read":true)";
  }
  if (world.place == Place::body) {
    text += R"(,"json":{"filter":[1.50],"paging":{}})";
  } else if (world.place == Place::form) {
    text += R"(,"form":{"kind":"all"})";
  } else if (world.place == Place::variables) {
    text +=
        R"(,"graphql":{"query":"query Q($cursor: String) { credits }","variables":{"all":true}})";
  }
  return text + "}";
}

std::string cursor_source(const World& world) {
  if (world.kind == PagingKind::last_row) {
    return R"("/id")";
  }
  if (world.kind == PagingKind::url && world.url_style == UrlStyle::link_header) {
    return R"({"link":"next"})";
  }
  return world.cursor_in_header ? R"({"header":"X-Next"})" : R"("/next")";
}

std::string rows_text(const World& world) {
  using enum RowsForm;
  std::string text = R"({"at":"/data")";
  text += world.rows_form == map || world.rows_form == map_each ? R"(,"shape":"map")" : "";
  text += world.rows_form == each || world.rows_form == map_each ? R"(,"each":"/rows")" : "";
  text += world.rows_optional ? R"(,"optional":true)" : "";
  return text + "}";
}

/// Without ids, what is told of a row is where it stands.
std::string entry_text(const World& world) {
  using enum RowsForm;
  std::string text = R"("kind":"usage","amount":"/amount","description":"/note")";
  if (world.ids) {
    text += world.rows_form == map ? R"(,"id":{"key":true})" : R"(,"id":"/id")";
  }
  if (world.rows_form == each) {
    text += R"(,"account":{"at":"/name","of":"parent"})";
  } else if (world.rows_form == map_each) {
    text += R"(,"account":{"at":{"key":true}})";
  }
  return text;
}

std::string paging_text(const World& world) {
  using enum PagingKind;
  std::string text;
  switch (world.kind) {
    case none:
      return R"({"kind":"none"})";
    case token:
      text = R"({"kind":"token","from":)" + cursor_source(world) + R"(,"to":)" +
             target_text(world, "cursor");
      text += world.constant_cursor ? R"(,"constantCursor":true)" : "";
      break;
    case last_row:
      text = R"({"kind":"lastRow","from":"/id","to":)" + target_text(world, "cursor");
      break;
    case page:
      text = R"({"kind":"page","page":)" + target_text(world, "page") + R"(,"first":)" +
             std::to_string(world.first);
      break;
    case offset:
      text = R"({"kind":"offset","offset":)" + target_text(world, "offset");
      break;
    case url:
      text = R"({"kind":"url","from":)" + cursor_source(world);
      break;
  }
  if (world.has_size) {
    text +=
        R"(,"limit":{"param":)" + target_text(world, "size") + R"(,"default":7,"min":1,"max":50})";
  }
  text += world.more ? R"(,"more":"/more")" : "";
  text += world.total ? R"(,"total":"/total")" : "";
  text += world.total_pages ? R"(,"totalPages":"/pages")" : "";
  if (!world.end.empty()) {
    text += R"(,"end":[)";
    for (std::size_t i = 0; i < world.end.size(); ++i) {
      text += (i == 0 ? "\"" : ",\"") + world.end[i] + "\"";
    }
    text += "]";
  }
  return text + "}";
}

}  // namespace

World draw_world(std::uint64_t seed) {
  Dice dice{seed};
  World world;
  world.seed = seed;
  world.kind = dice.pick({PagingKind::token, PagingKind::token, PagingKind::page, PagingKind::page,
                          PagingKind::offset, PagingKind::offset, PagingKind::url,
                          PagingKind::last_row, PagingKind::none});
  world.rows = dice.pick<std::uint64_t>(
      {0, 1, dice.between(2, 9), dice.between(10, 40), dice.between(10, 90)});
  world.ids = !dice.one_in(3);
  world.newest_first = dice.one_in(2);
  world.has_size = !dice.one_in(4);
  world.asked = world.has_size ? static_cast<std::uint32_t>(dice.between(1, 15)) : 0;
  world.server_most = dice.one_in(4) ? static_cast<std::uint32_t>(dice.between(1, 12)) : 50;
  world.first = dice.below(2);
  world.totals_past_end =
      dice.pick({PastEnd::same, PastEnd::same, PastEnd::zero, PastEnd::nothing});
  world.not_found_past_end = dice.one_in(5);
  draw_signals(world, dice);
  draw_cursor(world, dice);
  if (world.kind != PagingKind::page && world.kind != PagingKind::offset) {
    world.not_found_past_end = false;
  }
  if (!world.more && !world.total && !world.total_pages) {
    world.not_found_past_end =
        false;  // where only a page without rows ends a list, there must be one
  }
  if (!world.end.empty()) {
    world.not_found_past_end = false;
  }
  world.cursor_at_end =
      world.cursor_at_end && world.kind != PagingKind::page && world.kind != PagingKind::offset;
  if (world.has_size && world.asked == 0) {
    world.asked = static_cast<std::uint32_t>(dice.between(1, 15));
  }
  if (!dice.one_in(3)) {
    for (std::uint64_t i = dice.between(1, 2); i > 0; --i) {
      draw_fault(world, dice);
    }
  }
  using enum RowsForm;
  world.rows_form = dice.pick({list, list, list, map, each, map_each});
  if (world.kind == PagingKind::last_row && world.rows_form == map) {
    world.rows_form = each;  // a key is no member of a row
  }
  world.rows_optional = dice.one_in(4);
  world.escapes_ids = dice.one_in(4);
  world.equal_rows = !world.ids && !world.moves() && dice.one_in(3);
  world.limit = dice.one_in(6) ? static_cast<std::uint32_t>(dice.between(1, 30)) : 0;
  world.max_pages = dice.one_in(8) ? static_cast<std::uint32_t>(dice.between(1, 5)) : 0;
  return world;
}

bool World::follows_cursors() const { return has_cursor(kind); }

bool World::honest() const {
  return faults.repeated_page == 0 && faults.cycle_at == 0 && faults.retyped_cursor == 0 &&
         faults.overlap_at == 0 && !moves() && !faults.ignores_position &&
         (faults.wrong_total == 0 || !total) && (!faults.moving_total || !total) &&
         (!faults.flag_stuck || !more) && faults.expired_at == 0 && faults.short_at == 0;
}

std::string World::definition() const {
  return R"({"id":"acme","baseUrl":"https://api.example.com/v1","auth":{"header":"Authorization","format":"Bearer {key}"},)"
         R"("success":{"at":"/ok","equals":true},)"
         R"("error":{"message":"/error/message","code":"/error/code","codes":{"slow":"rateLimit","expired":"cursor"}},)"
         R"("operations":{"history":{"request":)" +
         request_text(*this) + R"(,"rows":)" + rows_text(*this) + R"(,"paging":)" +
         paging_text(*this) + R"(,"entry":{)" + entry_text(*this) + "}}}}";
}

std::string World::story() const {
  std::ostringstream out;
  const auto list = [&out](const char* name, const std::vector<std::uint64_t>& pages) {
    for (const std::uint64_t page : pages) {
      out << "  " << name << " at answer " << page << "\n";
    }
  };
  const auto at = [&out](const char* name, std::uint64_t page) {
    if (page > 0) {
      out << "  " << name << " at answer " << page << "\n";
    }
  };
  out << "seed " << seed << ": " << rows << " rows" << (ids ? "" : ", without ids")
      << (equal_rows ? ", many equal" : "") << ", " << asked << " asked for, server caps at "
      << server_most << "\n  rows " << rows_text(*this)
      << (escapes_ids ? ", ids escaped in turns" : "") << "\n  paging " << paging_text(*this)
      << "\n  end mark " << static_cast<int>(end_mark)
      << (counted_cursor ? ", cursor is an offset in disguise" : "")
      << (cursor_at_end ? ", cursor on a full last page" : "")
      << (other_path ? ", next URL on another path" : "")
      << (totals_past_end == PastEnd::zero      ? ", totals 0 past the end"
          : totals_past_end == PastEnd::nothing ? ", no totals past the end"
                                                : "")
      << (not_found_past_end ? ", 404 past the end" : "") << (limit > 0 ? ", limit " : "")
      << (limit > 0 ? std::to_string(limit) : "") << (max_pages > 0 ? ", max pages " : "")
      << (max_pages > 0 ? std::to_string(max_pages) : "") << "\n";
  list("empty page", faults.empty_pages);
  at(faults.repeated_in_new_words ? "page repeated in new words" : "page repeated",
     faults.repeated_page);
  at(("cycle of " + std::to_string(faults.cycle_length)).c_str(), faults.cycle_at);
  at("cursor of another type", faults.retyped_cursor);
  at(("overlap of " + std::to_string(faults.overlap) +
      (faults.overlap_leaves_gap ? " with a gap" : ""))
         .c_str(),
     faults.overlap_at);
  list("rows inserted", faults.inserts);
  list("rows deleted", faults.deletes);
  at(("page short by " + std::to_string(faults.short_by)).c_str(), faults.short_at);
  at("body truncated", faults.truncated_at);
  at("refused in HTTP 200", faults.refused_at);
  at("unavailable", faults.unavailable_at);
  at("cursor expired", faults.expired_at);
  out << (faults.ignores_position ? "  position ignored\n" : "")
      << (faults.flag_stuck ? "  flag stuck at more\n" : "")
      << (faults.moving_total ? "  total sways\n" : "");
  if (faults.wrong_total != 0) {
    out << "  total wrong by " << faults.wrong_total << "\n";
  }
  return out.str();
}

}  // namespace simulation
