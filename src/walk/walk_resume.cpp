#include <algorithm>

#include "paging/cursor.hpp"
#include "request/next_url.hpp"
#include "value/text_hash.hpp"
#include "walk/walk.hpp"

/// How a walk is put into a resume token, and taken up from one.
namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;

void push_all(const PodArray<Counted>& counted, HashWindow& window) {
  for (const Counted& one : counted) {
    window.push(one);
  }
}

void copy(std::span<const Counted> counted, PodArray<Counted>& list) {
  list.resize(counted.size());
  std::ranges::copy(counted, list.begin());
}

}  // namespace

std::uint64_t Walk::binding() const {
  return TextHash{}
      .number(plan_.fingerprint)
      .text(plan_.base_url)
      .number(static_cast<std::uint64_t>(operation_.kind))
      .number(query_.fingerprint)
      .value();
}

/// True where a later walk has to read the page at hand again.
bool Walk::resumes_inside(std::size_t rows_consumed) const {
  return rows_consumed < page_.entries.rows || intake_.cut || held_ == State::unsound;
}

/// The rows at the start of the page at hand, as served, that need not be yielded again.
Consumed Walk::consumed_after(std::size_t rows_consumed) const {
  if (rows_consumed == page_.entries.rows && !intake_.cut) {
    return consumed_of({served_.data(), served_.size()}, served_.size());
  }
  return rows_consumed == 0
             ? consumed_
             : consumed_of({served_.data(), served_.size()}, intake_.kept[rows_consumed - 1] + 1);
}

/// Makes a cursor what a token may hold: an URL is reduced to what it adds to the caller's own
/// request. False where it may hold none: a constant cursor leads to wherever the vendor is by
/// then, so no token can lead back.
bool Walk::carry_cursor(std::string& cursor) const {
  return !rule_.constant_cursor &&
         (rule_.kind != PagingKind::url || cut_to_added_query(own_url_, cursor));
}

/// Three places to go on at: the page that is asked for, inside the page at hand, and behind it.
std::string Walk::resume_token(std::size_t rows_consumed) const {
  const std::size_t consumed = at_page_ ? std::min(rows_consumed, page_.entries.rows) : 0;
  const bool inside = at_page_ && resumes_inside(consumed);
  const bool behind = at_page_ && !inside;
  ResumePoint point;
  point.binding = binding();
  point.page_size = page_size_;
  point.ended = behind && held_ == State::last;
  point.proven = point.ended && proven_;
  point.progress = behind ? after_ : before_;
  point.consumed = consumed_;
  if (inside) {
    point.progress.rows += consumed;
    point.progress.doubts.add(row_doubts_);
    point.consumed = consumed_after(consumed);
    if (point.consumed.rows > 0) {
      point.progress.idle_pages = after_.idle_pages;
    }
  } else if (behind && !carries_) {
    point.consumed = {};
  }
  if (!point.ended) {
    const Position& at = behind ? next_ : position_;
    point.position.number = at.number;
    point.position.cursor = std::string_view{at.cursor};
    point.has_cursor = !point.position.cursor.empty();
    if (point.has_cursor && !carry_cursor(point.position.cursor)) {
      return {};
    }
  }
  // What the page at hand brought is found again when it is read again.
  const std::size_t unread_rows = inside ? page_.entries.rows - consumed : 0;
  const std::size_t unread_pages = inside && !served_.empty() ? 1 : 0;
  copy(rows_.tail(most_carried_rows, unread_rows), point.rows);
  copy(fingerprints_.tail(most_carried_pages, unread_pages), point.pages);
  copy(cursors_.tail(most_carried_pages, inside && cursor_noted_ ? 1 : 0), point.cursors);
  return encode_resume_point(point);
}

Failure Walk::resume(std::string_view token) {
  ResumePoint point;
  const char* fault = decode_resume_point(token, binding(), point);
  // Positions are counted in pages of one size, and some vendors tie their cursors to it.
  if (fault == nullptr && options_.page_size != 0 && options_.page_size != point.page_size) {
    return parameter_failure("a walk goes on with the page size with which it began", "pageSize");
  }
  if (fault == nullptr) {
    fault = take_position(point);
  }
  if (fault != nullptr) {
    return failure(ErrorCode::resume_token, "the resume token @", {fault}, "resumeToken");
  }
  before_ = point.progress;
  after_ = before_;
  consumed_ = point.consumed;
  entries_before_ = before_.rows;
  push_all(point.cursors, cursors_);
  push_all(point.pages, fingerprints_);
  push_all(point.rows, rows_);
  if (point.ended) {
    proven_ = point.proven;
    state_ = State::last;
    held_ = state_;
    at_page_ = true;
  }
  return nullptr;
}

/// What of it the definition does not have, as decode_resume_point() says it.
const char* Walk::take_position(ResumePoint& point) {
  if (point.page_size != 0 && (rule_.size.to == nullptr || !rule_.size.allows(point.page_size))) {
    return "holds a page size that the definition does not allow";
  }
  page_size_ = point.page_size;
  const bool numbered = rule_.kind == PagingKind::page || rule_.kind == PagingKind::offset;
  const bool takes_cursor = !numbered && rule_.kind != PagingKind::none;
  const bool fits = point.has_cursor ? takes_cursor : point.position.cursor.empty();
  const bool in_range =
      numbered ? point.position.number >= rule_.first : point.position.number == 0;
  if (!fits || (!in_range && !point.ended)) {
    return "holds a position that this kind of paging does not have";
  }
  if (point.ended) {
    return nullptr;
  }
  position_ = std::move(point.position);
  std::string& cursor = position_.cursor;
  if (!point.has_cursor) {
    return nullptr;
  }
  if (rule_.kind == PagingKind::url) {
    return join_added_query(plan_, own_url_, cursor)
               ? nullptr
               : "holds a query that is not one of a next page";
  }
  const CursorLook::Form form = look_into_cursor(cursor).form;
  return form == CursorLook::Form::given || form == CursorLook::Form::empty
             ? nullptr
             : "holds a cursor that is none";
}

}  // namespace creditkit
