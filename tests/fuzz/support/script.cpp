#include "script.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "utf8.hpp"

namespace fuzz {
namespace {

using creditkit::PagingRule;
using nlohmann::json;

constexpr std::array refusals{401, 403, 404, 408, 422, 429, 500, 503};

/// Signals of an honest page: a fresh cursor, more pages follow, no total.
constexpr std::uint8_t honest = 0;

enum CursorForm : std::uint8_t {
  fresh,
  absent,
  null,
  empty,
  given_before,
  another_type,
  any_text,
  fresh_as_well,
};

json row_of(const std::string& id) { return {{"id", id}, {"amount", 1}, {"note", "of " + id}}; }

/// What stands where a cursor should, in bodies.
json other_type(std::uint8_t choice) {
  switch (choice % 4) {
    case 0:
      return choice;
    case 1:
      return {{"k", choice / 4 % 8}};
    case 2:
      return json::array({choice / 4 % 8});
    default:
      return choice % 8 == 3;
  }
}

void say_more(json& body, unsigned form) {
  if (form == 0 || form == 1) {
    body["more"] = form == 0;
  } else if (form == 3) {
    body["more"] = "yes";
  }
}

void say_total(json& body, unsigned form, std::size_t rows, Bytes& bytes) {
  switch (form) {
    case 2:
      body["total"] = rows;
      body["pages"] = (rows + 2) / 3;
      break;
    case 3:
      body["total"] = rows + 4;
      body["pages"] = (rows / 3) + 2;
      break;
    case 4:
      body["total"] = 12;
      body["pages"] = 4;
      break;
    case 5:
      body["total"] = bytes.byte();
      body["pages"] = bytes.byte();
      break;
    case 6:
      body["total"] = std::to_string(rows);
      body["pages"] = "x";
      break;
    case 7:
      body["total"] = nullptr;
      body["pages"] = nullptr;
      break;
    default:
      break;
  }
}

}  // namespace

std::string Script::fresh_cursor() {
  const bool is_url = list_->operation().paging.kind == PagingRule::Kind::url;
  std::string name = "c" + std::to_string(cursor_count_++);
  if (!is_url) {
    return name;
  }
  return cursor_count_ % 2 == 0
             ? "?kind=example&cursor=" + name
             : "https://api.example.com/v1/list/example?kind=example&cursor=" + name;
}

/// A cursor that is text.
std::string Script::drawn_cursor(unsigned form) {
  if (form == given_before && !cursors_.empty()) {
    return cursors_[bytes_->below(cursors_.size())];
  }
  if (form == any_text) {
    return header_text(bytes_->chunk());
  }
  return fresh_cursor();
}

std::vector<std::string> Script::draw_ids() {
  const std::uint8_t byte = bytes_->byte();
  const std::size_t count = (byte + 3U) % 8U;  // a byte of 0: three rows, as the lists ask for
  const unsigned form = byte / 8U % 8U;
  if (form == 4) {
    return ids_;
  }
  std::vector<std::string> ids;
  if (form == 5 && !ids_.empty()) {
    ids.push_back(ids_.back());
  }
  while (ids.size() < count) {
    const bool twin = form == 7 && !ids.empty();
    ids.push_back(form == 6 ? "r" + std::to_string(bytes_->below(16))
                  : twin    ? ids.back()
                            : fresh_id());
  }
  return ids;
}

Answer Script::page_of(std::vector<std::string> ids, std::uint8_t signals) {
  json body{{"rows", json::array()}};
  for (const std::string& id : ids) {
    body["rows"].push_back(row_of(id));
  }
  Answer answer;
  const PagingRule& paging = list_->operation().paging;
  const unsigned form = signals % 8U;
  if (paging.cursor_from != PagingRule::CursorFrom::body) {
    if (form != absent) {
      const std::string cursor = form == null || form == empty ? "" : drawn_cursor(form);
      cursors_.push_back(cursor);
      const bool link = paging.cursor_from == PagingRule::CursorFrom::link;
      answer.headers.emplace_back(link ? "Link" : "X-Next",
                                  link ? "<" + cursor + ">; rel=\"next\"" : cursor);
    }
  } else if (form == null || form == empty) {
    body["next"] = form == null ? json(nullptr) : json("");
  } else if (form == another_type) {
    body["next"] = other_type(bytes_->byte());
  } else if (form != absent) {
    cursors_.push_back(drawn_cursor(form));
    body["next"] = cursors_.back();
  }
  say_more(body, signals / 8U % 4U);
  say_total(body, signals / 32U, rows_, *bytes_);
  answer.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  answer.ids = std::move(ids);
  return answer;
}

Answer Script::page() {
  auto ids = draw_ids();
  return page_of(std::move(ids), bytes_->byte());
}

/// No rows, and every member that a rule may look at says that it was the last page.
Answer Script::closing_page() const {
  const json body{
      {"rows", json::array()}, {"more", false}, {"total", rows_}, {"pages", (rows_ + 2) / 3}};
  Answer answer;
  answer.body = body.dump();
  return answer;
}

Answer Script::answer(bool endless) {
  if (bytes_->empty()) {
    return endless ? page_of({fresh_id(), fresh_id(), fresh_id()}, honest) : closing_page();
  }
  const std::uint8_t what = bytes_->byte() % 16U;
  Answer answer;
  if (what == 13) {
    answer.status = refusals[bytes_->below(refusals.size())];
    answer.body = R"({"error":"no"})";
    return answer;
  }
  if (what == 14) {
    answer.body = bytes_->chunk();
  } else {
    answer = page();
    if (what == 15) {
      answer.body.resize(bytes_->below(answer.body.size()));
      answer.ids.clear();
    }
  }
  ids_ = answer.ids.empty() ? ids_ : answer.ids;
  return answer;
}

}  // namespace fuzz
