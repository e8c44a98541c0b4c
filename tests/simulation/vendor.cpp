#include "vendor.hpp"

#include <algorithm>

#include "parameters.hpp"

namespace simulation {
namespace {

/// Rows start this far apart, so that others find room between them.
constexpr std::uint64_t key_step = std::uint64_t{1} << 32U;
constexpr std::size_t own_size = 7;
constexpr std::string_view escaped_r = R"(\u0072)";

bool contains(const std::vector<std::uint64_t>& list, std::uint64_t value) {
  return std::ranges::find(list, value) != list.end();
}

}  // namespace

Vendor::Vendor(const World& world) : world_{world}, dice_{world.seed ^ 0xbeefU} {
  for (; next_serial_ < world.rows; ++next_serial_) {
    list_.push_back({.serial = next_serial_, .key = (next_serial_ + 1) * key_step});
    keys_[next_serial_] = list_.back().key;
  }
}

Answer Vendor::answer(const creditkit::HttpRequest& request) {
  ++answers_;
  served_ = {};
  const bool cursor_given = parameter(request, world_.place, "cursor").has_value();
  if (auto refused = refusal(cursor_given)) {
    return *refused;
  }
  if (const auto cursor = parameter(request, world_.place, "cursor")) {
    // One cursor may be written in several ways.
    const auto echo = echoes_.find(*cursor);
    const std::string name = echo == echoes_.end() ? *cursor : std::to_string(echo->second);
    asked_twice_ = asked_twice_ || answered_.contains(name);
    retyped_was_followed_ = retyped_was_followed_ || *cursor == retyped_;
    if (!now(world_.faults.truncated_at)) {
      answered_.insert(name);
    }
  }
  move_list();
  const auto asked = parameter(request, world_.place, "size");
  served_.asked = asked ? static_cast<std::uint32_t>(std::stoul(*asked)) : 0;
  size_ = std::min<std::size_t>(asked ? served_.asked : own_size, world_.server_most);
  size_ = world_.kind == PagingKind::none ? list_.size() : size_;
  const Slice slice = slice_for(request);
  const bool counted = world_.kind == PagingKind::page || world_.kind == PagingKind::offset;
  if (counted && world_.not_found_past_end && slice.begin > 0 && slice.begin >= list_.size()) {
    return {.status = 404,
            .header_name = {},
            .header_value = {},
            .body = R"({"error":{"message":"no such page"}})"};
  }
  std::vector<Row> rows(list_.begin() + static_cast<std::ptrdiff_t>(slice.begin),
                        list_.begin() + static_cast<std::ptrdiff_t>(slice.end));
  if (now(world_.faults.repeated_page) && !previous_.empty()) {
    // Asked for the same page again, because a walk was cut in it: the page without some of its
    // rows.
    const bool is_part_of_page = std::ranges::all_of(previous_, [&](const Row& row) {
      return std::ranges::contains(rows, row.serial, &Row::serial);
    });
    held_back_at_ = is_part_of_page && previous_.size() < rows.size() ? answers_ : held_back_at_;
    rows = previous_;
  }
  Answer answer;
  answer.body = R"({"ok":true)" + write_rows(rows) + write_counts(slice);
  for (const Row& row : rows) {
    served_.serials.push_back(row.serial);
  }
  bool as_header = false;
  const std::string cursor = next_cursor(slice, as_header);
  if (as_header) {
    answer.header_name = world_.kind == PagingKind::url ? "Link" : "X-Next";
    answer.header_value = cursor;
  } else if (!cursor.empty()) {
    answer.body += R"(,"next":)" + cursor;
  }
  answer.body += "}";
  previous_ = std::move(rows);
  if (now(world_.faults.truncated_at)) {
    answer.body.resize(dice_.below(answer.body.size()));
  }
  return answer;
}

std::optional<Answer> Vendor::refusal(bool cursor_given) {
  Answer answer;
  if (now(world_.faults.unavailable_at)) {
    answer.status = 503;
    answer.body = "busy";
    return answer;
  }
  if (now(world_.faults.refused_at)) {
    answer.body = R"({"ok":false,"error":{"code":"slow","message":"not so fast"}})";
    return answer;
  }
  if (world_.faults.expired_at > 0 && answers_ >= world_.faults.expired_at && cursor_given) {
    answer.body = R"({"ok":false,"error":{"code":"expired","message":"no such cursor"}})";
    return answer;
  }
  return std::nullopt;
}

void Vendor::move_list() {
  for (const std::uint64_t answer : world_.faults.inserts) {
    if (now(answer)) {
      insert_row();
    }
  }
  for (const std::uint64_t answer : world_.faults.deletes) {
    if (now(answer)) {
      delete_row();
    }
  }
}

void Vendor::insert_row() {
  const std::size_t at =
      world_.newest_first ? dice_.below(2) % (list_.size() + 1) : dice_.below(list_.size() + 1);
  const std::uint64_t before = at == 0 ? 0 : list_[at - 1].key;
  const std::uint64_t after = at == list_.size() ? before + key_step : list_[at].key;
  if (after - before < 2) {
    return;
  }
  const Row row{.serial = next_serial_++,
                .key = before + ((after - before) / 2),
                .was_there_at_the_start = false};
  keys_[row.serial] = row.key;
  list_.insert(list_.begin() + static_cast<std::ptrdiff_t>(at), row);
}

void Vendor::delete_row() {
  if (!list_.empty()) {
    list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(dice_.below(list_.size())));
    rows_went_ = true;
  }
}

Vendor::Slice Vendor::slice_for(const creditkit::HttpRequest& request) {
  Slice slice;
  slice.begin = std::min(world_.faults.ignores_position ? 0 : begin_for(request), list_.size());
  slice.end = std::min(slice.begin + size_, list_.size());
  const Faults& faults = world_.faults;
  if (contains(faults.empty_pages, answers_) &&
      (world_.kind == PagingKind::token || world_.kind == PagingKind::url)) {
    slice.end = slice.begin;
    slice.goes_on = true;
    return slice;
  }
  if (now(faults.overlap_at)) {
    const std::size_t back = std::min<std::size_t>(faults.overlap, slice.begin);
    slice.begin -= back;
    slice.end -= faults.overlap_leaves_gap ? std::min(back, slice.end - slice.begin) : 0;
  }
  const std::uint64_t end = slice.end;
  if (now(faults.short_at) && slice.end - slice.begin > faults.short_by) {
    slice.end -= faults.short_by;
    if (world_.kind == PagingKind::page && slice.end < end) {
      held_back_at_ = answers_;
    }
  }
  slice.goes_on = (world_.kind == PagingKind::page ? end : slice.end) < list_.size() ||
                  (world_.cursor_at_end && slice.end - slice.begin == size_ && slice.end > 0);
  return slice;
}

std::size_t Vendor::begin_for(const creditkit::HttpRequest& request) {
  using enum PagingKind;
  const auto count = [&](const char* name) -> std::size_t {
    const auto text = parameter(request, world_.place, name);
    return text ? std::stoul(*text) : 0;
  };
  switch (world_.kind) {
    case none:
      return 0;
    case page:
      return (count("page") - world_.first) * size_;
    case offset:
      return count("offset");
    case last_row: {
      auto id = parameter(request, world_.place, "cursor");
      if (!id) {
        return 0;
      }
      std::erase(*id, '"');
      const std::size_t digits = id->starts_with('r') ? 1 : escaped_r.size();
      return index_behind(keys_.at(std::stoul(id->substr(digits))));
    }
    case url:
      if (const std::size_t at = request.url.find("/next/"); at != std::string::npos) {
        return begin_behind(request.url.substr(at + 6, request.url.find('?') - at - 6));
      }
      [[fallthrough]];
    case token:
      break;
  }
  const auto cursor = parameter(request, world_.place, "cursor");
  return cursor ? begin_behind(*cursor) : 0;
}

std::size_t Vendor::begin_behind(const std::string& cursor) {
  const auto found = echoes_.find(cursor);
  if (found == echoes_.end()) {
    complaint_ = "a cursor came back that was never given: " + cursor;
    return 0;
  }
  if (world_.constant_cursor) {
    return constant_begin_;
  }
  const Bookmark& bookmark = bookmarks_[found->second];
  return world_.counted_cursor ? bookmark.offset : index_behind(bookmark.key);
}

std::size_t Vendor::index_behind(std::uint64_t key) const {
  const auto found = std::ranges::upper_bound(list_, key, {}, &Row::key);
  return static_cast<std::size_t>(found - list_.begin());
}

/// The cursor's text in the answer, or nothing.
std::string Vendor::next_cursor(const Slice& slice, bool& as_header) {
  if (world_.kind != PagingKind::token && world_.kind != PagingKind::url) {
    return {};
  }
  const bool is_link = world_.kind == PagingKind::url && world_.url_style == UrlStyle::link_header;
  as_header = world_.cursor_in_header || is_link;
  if (!slice.goes_on && world_.end_mark != EndMark::flag) {
    const bool null = world_.end_mark == EndMark::null;
    if (as_header) {
      as_header = world_.end_mark == EndMark::empty && !is_link;
      return {};
    }
    return world_.end_mark == EndMark::absent ? "" : null ? "null" : R"("")";
  }
  const std::uint64_t key = slice.end == 0 ? 0 : list_[slice.end - 1].key;
  constant_begin_ = slice.end;
  std::uint64_t number = bookmarks_.size();
  const Faults& faults = world_.faults;
  if (now(faults.cycle_at) && given_.size() >= faults.cycle_length) {
    number = given_[given_.size() - faults.cycle_length];
  } else {
    bookmarks_.push_back({.key = key, .offset = slice.end});
  }
  given_.push_back(number);
  if (world_.kind == PagingKind::token) {
    return write_cursor(number);
  }
  const std::string url = write_url(number);
  echoes_[std::to_string(number)] = number;
  return is_link ? "<" + url + R"(>; title="a, \"b\"; rel=next"; rel="last next")"
                 : "\"" + url + "\"";
}

std::string Vendor::write_cursor(std::uint64_t number) {
  const std::string n = std::to_string(world_.constant_cursor ? 0 : number);
  const bool raw = world_.place == Place::body || world_.place == Place::variables;
  CursorShape shape = world_.shape;
  const bool retyped = now(world_.faults.retyped_cursor) && !given_.empty() && number > 0;
  if (retyped) {
    shape = shape == CursorShape::number ? CursorShape::text : CursorShape::number;
  }
  std::string text;
  switch (shape) {
    case CursorShape::text:
      text = "c" + n + "/+= &";
      if (world_.cursor_in_header) {
        echoes_[raw ? "\"" + text + "\"" : text] = number;
        return text;
      }
      echoes_[raw ? "\"c" + n + R"(\/+=\u0020&")" : text] = number;
      return "\"c" + n + R"(\/+=\u0020&")";
    case CursorShape::number:
      text = n + ".50";
      break;
    case CursorShape::object:
      // The same value, written in two ways.
      text = dice_.one_in(2) ? R"({"n":)" + n + R"(,"x":1.50,"s":"a b"})"
                             : R"({ "s":"a b", "x":1.50, "n":)" + n + "}";
      break;
    case CursorShape::list:
      text = "[" + n + ",1e2]";
      break;
  }
  echoes_[text] = number;
  retyped_ = retyped ? text : retyped_;
  return text;
}

std::string Vendor::write_url(std::uint64_t number) const {
  const std::string n = std::to_string(number);
  const std::string size = world_.has_size ? "&size=" + std::to_string(served_.asked) : "";
  std::string query = "?cursor=" + n + "&order=asc" + size;
  const std::string path = world_.other_path ? "/v1/next/" + n : "/v1/accounts/a%2Fb/credits";
  switch (world_.url_style) {
    case UrlStyle::absolute:
    case UrlStyle::link_header:
      return "https://api.example.com" + path + query;
    case UrlStyle::scheme_relative:
      return "//API.example.com:443" + path + query;
    case UrlStyle::query:
      return query;
    case UrlStyle::path:
      return path + query;
  }
  return {};
}

std::string Vendor::write_rows(const std::vector<Row>& rows) {
  using enum RowsForm;
  const bool by_key = world_.rows_form == map || world_.rows_form == map_each;
  if (rows.empty() && world_.rows_optional) {
    return dice_.one_in(2) ? R"(,"data":null)" : "";
  }
  std::string text = by_key ? R"(,"data":{)" : R"(,"data":[)";
  // Rows that stand side by side share an element, which goes on in the next page.
  const auto element = [](const Row& row) { return row.serial / 4; };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool goes_on = i > 0 && element(rows[i]) == element(rows[i - 1]);
    const std::string name = std::to_string(element(rows[i]));
    text += i == 0 ? "" : ",";
    if (world_.rows_form == each) {
      text += goes_on ? "" : R"({"name":"e)" + name + R"(","rows":[)";
    } else if (world_.rows_form == map_each) {
      text += goes_on ? "" : "\"e" + name + R"(":{"rows":[)";
    } else if (world_.rows_form == map) {
      text += write_id(rows[i]) + ":";
    }
    text += write_row(rows[i]);
    const bool ends = i + 1 == rows.size() || element(rows[i]) != element(rows[i + 1]);
    if (ends && (world_.rows_form == each || world_.rows_form == map_each)) {
      text += "]}";
    }
  }
  return text + (by_key ? "}" : "]");
}

std::string Vendor::write_id(const Row& row) {
  std::string text = "\"";
  text += world_.escapes_ids && dice_.one_in(2) ? escaped_r : "r";
  return text + std::to_string(row.serial) + "\"";
}

std::string Vendor::write_row(const Row& row) {
  std::string text = "{";
  if (world_.ids && world_.rows_form != RowsForm::map) {
    text += R"("id":)" + write_id(row) + ",";
  }
  const std::uint64_t content = world_.equal_rows ? row.serial % 3 : row.serial;
  text += R"("amount":-1.50,"note":"n)" + std::to_string(content) + "\"";
  if (world_.faults.repeated_in_new_words) {
    text += R"(,"read":)" + std::to_string(answers_);
  }
  return text + "}";
}

std::string Vendor::write_counts(const Slice& slice) {
  const Faults& faults = world_.faults;
  std::string text;
  if (world_.more) {
    served_.more = faults.flag_stuck || slice.goes_on;
    text += *served_.more ? R"(,"more":true)" : R"(,"more":false)";
  }
  const bool past_end = slice.begin == slice.end && slice.begin > 0;
  if (past_end && world_.totals_past_end == PastEnd::nothing) {
    return text;
  }
  const bool zero = past_end && world_.totals_past_end == PastEnd::zero;
  if (world_.total) {
    auto total = static_cast<std::int64_t>(list_.size()) + faults.wrong_total;
    total += faults.moving_total ? static_cast<std::int64_t>(answers_ % 3) : 0;
    served_.total = zero || total < 0 ? 0 : static_cast<std::uint64_t>(total);
    text += R"(,"total":)" + std::to_string(*served_.total);
  }
  if (world_.total_pages) {
    text += R"(,"pages":)" + std::to_string(zero ? 0 : (list_.size() + size_ - 1) / size_);
  }
  return text;
}

}  // namespace simulation
