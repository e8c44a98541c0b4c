#include "walk/walk.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "normalize/hash.hpp"
#include "paging/cursor.hpp"
#include "paging/drift.hpp"
#include "paging/strategy.hpp"
#include "request/build.hpp"
#include "request/next_url.hpp"
#include "value/count_text.hpp"

namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;

bool has_numbers(PagingKind kind) { return kind == PagingKind::page || kind == PagingKind::offset; }

void forget_zero(std::optional<std::uint64_t>& count) {
  if (count == 0U) {
    count.reset();
  }
}

Failure lost_rows() {
  return failure(ErrorCode::drift,
                 "the rows at which the earlier walk was cut are not where they were");
}

Failure loop_error(std::string_view what) {
  return failure(ErrorCode::loop, "the vendor repeats itself: @", {what});
}

}  // namespace

Walk::Walk(const Plan& plan, const Operation& operation, std::string_view query_json,
           const WalkOptions& options)
    : plan_{plan},
      operation_{operation},
      rule_{operation.paging},
      error_{bind_query(operation, query_json, query_)},
      options_{options},
      normalizer_{operation, query_} {
  options_.resume_token = {};
}

Checked<std::unique_ptr<Walk>> Walk::open(const Plan& plan, const Operation& operation,
                                          std::string_view query_json, const WalkOptions& options) {
  std::unique_ptr<Walk> walk{new Walk(plan, operation, query_json, options)};
  if (Failure refused = walk->start(options.resume_token)) {
    return refused;
  }
  return walk;
}

Failure Walk::start(std::string_view resume_token) {
  Failure refused = std::move(error_);
  if (!refused) {
    refused = choose_page_size();
  }
  if (!refused) {
    refused = build_request(plan_, operation_, query_, {}, request_);
  }
  // A view, here and below: to assign one string to another takes code of its own.
  own_url_ = std::string_view{request_.url};
  remove_key(plan_, own_url_);
  position_.number = rule_.first;
  if (!refused && !resume_token.empty()) {
    refused = resume(resume_token);
  }
  if (!refused) {
    refused = request_at(position_, request_);
  }
  // A resume token brings it along: noted twice, it would push older ones out of the next token.
  if (rule_.kind == PagingKind::url) {
    cursors_.push_new(hash_of_url(request_.url));
  }
  return refused;
}

Failure Walk::choose_page_size() {
  const PageSizeRule& size = rule_.size;
  const std::uint32_t wanted = options_.page_size;
  if (wanted == 0) {
    page_size_ = size.to != nullptr ? size.fallback : 0;
    return nullptr;
  }
  if (size.to == nullptr) {
    return parameter_failure("this list has no page size to choose", "pageSize");
  }
  if (!size.allows(wanted)) {
    return failure(ErrorCode::parameter, "expected pageSize to be from @ to @",
                   {CountText{size.minimum}, CountText{size.maximum}}, "pageSize");
  }
  page_size_ = wanted;
  return nullptr;
}

Failure Walk::request_at(const Position& position, HttpRequest& request) const {
  const bool at_cursor = !position.cursor.empty();
  const bool at_url = at_cursor && rule_.kind == PagingKind::url;
  const CountText size{page_size_};
  const CountText number{position.number};
  std::array<Placement, 2> placements;
  std::size_t count = 0;
  if (page_size_ > 0) {
    placements[count++] = {.to = rule_.size.to, .json = size};
  }
  if (has_numbers(rule_.kind)) {
    placements[count++] = {.to = &rule_.to, .json = number};
  } else if (at_cursor && !at_url) {
    placements[count++] = {.to = &rule_.to, .json = position.cursor};
  }
  if (Failure refused =
          build_request(plan_, operation_, query_, std::span(placements).first(count), request)) {
    return refused;
  }
  if (at_url) {
    request.url = std::string_view{position.cursor};
  }
  // The vendor moves on with every request that carries a constant cursor: asked twice, it skips
  // a page.
  request.reads = !at_cursor || !rule_.constant_cursor;
  return nullptr;
}

Event Walk::event_of_leaving() const {
  if (budget_is_spent(0, 0)) {
    return Event::budget_spent;
  }
  return pages_ < most_pages ? Event::left : Event::cap_reached;
}

Walk::Step Walk::next() {
  const State from = state_;
  state_ = apply(state_, event_of_leaving());
  if (from == State::more && state_ == State::asking) {
    ask_for_next();
  } else if (from == State::more && state_ == State::failed) {
    error_ =
        failure(ErrorCode::pagination, "the list has more than @ pages", {CountText{most_pages}});
  }
  if (!ended_by_ && state_ == State::failed) {
    ended_by_ = EndedBy::error;
  }
  if (!ended_by_ && state_ == State::done) {
    ended_by_ = from == State::last ? EndedBy::end : EndedBy::limit;
  }
  return state_ == State::failed ? Step::failed
         : state_ == State::done ? Step::done
                                 : Step::request;
}

void Walk::ask_for_next() {
  if (Failure refused = request_at(next_, request_)) {
    error_ = std::move(refused);
    state_ = apply(state_, Event::fault);
    return;
  }
  position_ = std::move(next_);
  before_ = after_;
  if (!carries_) {
    consumed_ = {};
  }
  at_page_ = false;
}

Taken Walk::accept(const Response& response) {
  if (state_ != State::asking) {
    // The walk's own error stays: next() tells it.
    misuse_ = failure(ErrorCode::pagination, "no request waits for an answer");
    return Taken{misuse_.get()};
  }
  error_.reset();
  if (read(response)) {
    take();
  }
  return Taken{state_ == State::unsound ? nullptr : error_.get()};
}

/// Of the page as it came. What tells rows apart may stand beside them: the key of a row in a map,
/// or the element in which a list of rows lies.
std::uint64_t Walk::fingerprint() const {
  const PodArray<std::uint64_t>& hashes = page_.row_hashes;
  return fingerprint_of(page_.rows_text) ^
         fingerprint_of({reinterpret_cast<const char*>(hashes.begin()),
                         hashes.size() * sizeof(std::uint64_t)});
}

/// A page that is there, or as good as one.
void Walk::take() {
  const std::size_t rows = page_.row_hashes.size();
  const bool numbered = has_numbers(rule_.kind);
  if (rows > 0 && options_.policy.loop_guard && !fingerprints_.push_new(fingerprint())) {
    return fail(loop_error("a page is the same as one before it"));
  }
  if (rows == 0 && before_.rows > 0) {
    // Many databases count rows and pages beside the rows of the page: without rows there is no
    // count, and it is sent as 0.
    forget_zero(page_.signals.total);
    forget_zero(page_.signals.total_pages);
  }
  served_.resize(rows);
  std::ranges::copy(page_.row_hashes, served_.begin());
  const std::uint64_t total = page_.signals.total.value_or(0);
  const std::uint64_t before = before_.total.value_or(total);
  // A cursor may lead to a page without rows at one time, and to the rows that were there before at
  // another.
  carries_ = rows == 0 && !numbered;
  intake_ = Intake{};
  const bool found = take_in(page_, rows_,
                             {.consumed = carries_ ? Consumed{} : consumed_,
                              .growth = numbered && total > before ? total - before : 0,
                              .can_shift = numbered,
                              .most_rows = rows_left()},
                             intake_);
  return found ? judge(rows) : fail(lost_rows());
}

bool Walk::read(const Response& response) {
  Failure error = normalizer_.read(response, options_.include_raw, page_).take_failure();
  if (!error) {
    return true;
  }
  const bool refused = error->code == ErrorCode::api;
  if (refused && before_.confirming && has_numbers(rule_.kind) &&
      error->refusal == Refusal::not_found) {
    return true;  // past the end there is no page: as good as one without rows
  }
  if (refused && !position_.cursor.empty() && error->refusal == Refusal::cursor) {
    error->code = ErrorCode::cursor_expired;
  } else if (refused) {
    state_ = apply(state_, Event::refused);
    error_ = std::move(error);
    return false;
  }
  fail(std::move(error));
  return false;
}

void Walk::judge(std::uint64_t rows_served) {
  CursorFact cursor = cursor_of(rule_, page_.signals);
  const PageFacts facts{.plan = plan_,
                        .rule = rule_,
                        .at = position_,
                        .before = before_,
                        .signals = page_.signals,
                        .url = request_.url,
                        .cursor = cursor,
                        .rows = rows_served,
                        .rows_so_far = before_.rows + intake_.kept.size(),
                        .asked = page_size_,
                        .policy = options_.policy};
  row_doubts_ = intake_.doubts;
  row_doubts_.add(drift_of(facts));
  after_ = before_;
  after_.pages += 1;
  after_.rows = facts.rows_so_far;
  after_.largest_page = std::max(before_.largest_page, rows_served);
  after_.previous_page = rows_served;
  after_.total = page_.signals.total ? page_.signals.total : before_.total;
  after_.total_pages = page_.signals.total_pages ? page_.signals.total_pages : before_.total_pages;
  if (intake_.start == 0) {  // otherwise the earlier walk has counted this page
    // Pages without rows and pages without new ones are counted apart: each has a limit of its own.
    const bool goes_on = (rows_served == 0) == (before_.previous_page == 0);
    after_.idle_pages = intake_.news ? 0 : goes_on ? before_.idle_pages + 1 : 1;
  }
  after_.doubts.add(row_doubts_);
  cursor_noted_ = false;
  if (intake_.cut) {
    return hold(Event::page_and_more);  // the limit ends the walk inside this page
  }
  follow(facts, verdict_of(facts));
}

void Walk::follow(const PageFacts& facts, const Verdict& verdict) {
  after_.doubts.add(verdict.doubts);
  after_.confirming = verdict.confirming;
  if (verdict.step == Verdict::Step::end) {
    if (carries_ && consumed_.rows > 0) {
      return fail(lost_rows());
    }
    proven_ = verdict.proven;
    return hold(Event::page_at_end);
  }
  Failure fault = verdict.step == Verdict::Step::broken ? failure(verdict.code, verdict.fault)
                                                        : find_loop(facts);
  if (!fault) {
    next_.cursor = std::move(facts.cursor.text);
    next_.number = verdict.next_number;
    return hold(Event::page_and_more);
  }
  // The rows of this page are sound, unless the vendor is repeating them already.
  if (page_.entries.rows == 0 || (fault->code == ErrorCode::loop && intake_.repeats())) {
    return fail(std::move(fault));
  }
  error_ = std::move(fault);
  hold(Event::page_then_fault);
}

Failure Walk::find_loop(const PageFacts& facts) {
  if (!options_.policy.loop_guard) {
    return nullptr;
  }
  if (Failure idling = find_idling(facts)) {
    return idling;
  }
  if (has_numbers(rule_.kind) || rule_.constant_cursor) {
    return nullptr;
  }
  const std::uint64_t hash =
      rule_.kind == PagingKind::url ? hash_of_url(facts.cursor.text) : facts.cursor.hash;
  cursor_noted_ = cursors_.push_new(hash);
  return cursor_noted_ ? nullptr : loop_error("a cursor came a second time");
}

Failure Walk::find_idling(const PageFacts& facts) const {
  // A page that was asked for again, because an earlier walk was cut in it, may hold nothing else.
  const bool stale = intake_.stale() && !intake_.doubts.has(Doubt::resumed_page_changed);
  if (stale && !has_numbers(rule_.kind)) {
    return loop_error("a page holds only rows of pages before it");
  }
  const std::uint32_t most = facts.rows == 0 ? most_empty_pages
                             : stale         ? most_stale_pages
                                             : most_doubtful_pages;
  if (after_.idle_pages < most) {
    return nullptr;
  }
  return failure(facts.rows == 0 ? ErrorCode::pagination : ErrorCode::drift,
                 "@ pages in a row hold no new row", {CountText{after_.idle_pages}});
}

void Walk::hold(Event event) {
  state_ = apply(state_, event);
  held_ = state_;
  at_page_ = true;
  ++pages_;
  entries_ += page_.entries.rows;
  duplicates_ += intake_.duplicates;
}

void Walk::fail(Failure error) {
  state_ = apply(state_, Event::fault);
  ended_by_ = EndedBy::error;
  clear(page_);
  error_ = std::move(error);
}

void Walk::end(EndedBy ended_by) {
  const State from = state_;
  state_ = apply(state_, Event::stopped);
  if (from != state_) {
    ended_by_ = ended_by;
  }
}

std::uint64_t Walk::rows_left() const {
  return options_.limit == 0 ? UINT64_MAX : options_.limit - entries_;
}

bool Walk::budget_is_spent(std::uint64_t more_pages, std::uint64_t page_rows) const {
  const std::uint64_t rows = entries_ + (more_pages * page_rows);
  const bool rows_spent = options_.limit > 0 && rows >= options_.limit;
  const bool pages_spent = options_.max_pages > 0 && pages_ + more_pages >= options_.max_pages;
  return rows_spent || pages_spent;
}

bool Walk::predict(unsigned pages_ahead, HttpRequest& request) const {
  const bool asking = state_ == State::asking;
  const bool at_page = state_ == State::more && !intake_.cut;
  const Progress& progress = asking ? before_ : after_;
  const unsigned between = asking ? pages_ahead : pages_ahead - 1;  // pages, not read yet
  if (pages_ahead == 0 || (!asking && !at_page) ||
      budget_is_spent(between, progress.largest_page)) {
    return false;
  }
  if (at_page && pages_ahead == 1) {
    return request_at(next_, request) == nullptr;
  }
  const auto number = foresee(rule_, progress, asking ? position_.number : next_.number, between);
  Position position;
  position.number = number.value_or(0);
  return number && request_at(position, request) == nullptr;
}

Report Walk::report() const {
  const Progress& progress = at_page_ ? after_ : before_;
  Report report;
  report.complete = ended_by_ == EndedBy::end && proven_ && progress.doubts.none();
  report.ended_by = ended_by_;
  report.pages = pages_;
  report.entries = entries_;
  report.entries_before = entries_before_;
  report.duplicates = duplicates_;
  report.total_claimed = progress.total;
  report.total_pages = progress.total_pages;
  if (rule_.kind == PagingKind::page) {
    report.first_page_number = rule_.first;
  }
  report.doubts = progress.doubts;
  return report;
}

}  // namespace creditkit
