#include "walk/course.hpp"

#include <algorithm>

#include "paging/cursor.hpp"
#include "paging/drift.hpp"
#include "paging/strategy.hpp"
#include "provider/faults.hpp"
#include "request/build.hpp"
#include "request/failure.hpp"
#include "request/next_url.hpp"

namespace creditkit {
namespace {

using PagingKind = PagingRule::Kind;

ParameterTexts texts_of(const BoundQuery& query) {
  ParameterTexts texts;
  for (const QueryValue& value : query.values) {
    texts.emplace(value.rule->name, value.text);
  }
  return texts;
}

bool has_numbers(PagingKind kind) { return kind == PagingKind::page || kind == PagingKind::offset; }

void forget_zero(std::optional<std::uint64_t>& count) {
  if (count == 0U) {
    count.reset();
  }
}

Error loop_error(std::string_view what) {
  return failure(ErrorCode::loop, joined({"the vendor repeats itself: ", what})).error();
}

}  // namespace

Walk::Course::Course(const Plan& plan, const Operation& operation, BoundQuery query,
                     WalkOptions options)
    : plan_{plan},
      operation_{operation},
      rule_{operation.paging},
      query_{std::move(query)},
      options_{std::move(options)},
      normalizer_{plan, operation, texts_of(query_)} {}

std::expected<void, Error> Walk::Course::start() {
  if (auto chosen = choose_page_size(); !chosen) {
    return chosen;
  }
  auto own = build_request(plan_, operation_, query_, {});
  if (!own) {
    return std::unexpected(std::move(own).error());
  }
  own_url_ = without_key(plan_, std::move(own->url));
  position_ = first_position(rule_);
  if (!options_.resume_token.empty()) {
    if (auto resumed = resume(); !resumed) {
      return resumed;
    }
  }
  auto request = request_at(position_);
  if (!request) {
    return std::unexpected(std::move(request).error());
  }
  request_ = std::move(*request);
  // A resume token brings it along: noted twice, it would push older ones out of the next token.
  if (const std::uint64_t hash = hash_of_url(request_.url);
      rule_.kind == PagingKind::url && !cursors_.contains(hash)) {
    cursors_.push(hash);
  }
  return {};
}

std::expected<void, Error> Walk::Course::choose_page_size() {
  const PageSizeRule& size = rule_.size;
  page_size_ = size.to ? size.fallback : 0;
  if (options_.page_size == 0) {
    return {};
  }
  if (!size.to) {
    return failure(ErrorCode::parameter, "this list has no page size to choose", "pageSize");
  }
  if (options_.page_size < size.minimum ||
      (size.maximum > 0 && options_.page_size > size.maximum)) {
    const std::string most = size.maximum > 0 ? joined({" to ", std::to_string(size.maximum)}) : "";
    return failure(ErrorCode::parameter,
                   joined({"expected pageSize to be from ", std::to_string(size.minimum), most}),
                   "pageSize");
  }
  page_size_ = options_.page_size;
  return {};
}

std::expected<HttpRequest, Error> Walk::Course::request_at(const Position& position) const {
  std::vector<Placement> placements;
  if (rule_.size.to && page_size_ > 0) {
    placements.push_back({.to = &*rule_.size.to, .json = std::to_string(page_size_)});
  }
  if (has_numbers(rule_.kind)) {
    placements.push_back({.to = &rule_.to, .json = std::to_string(position.number)});
  } else if (rule_.kind != PagingKind::url && !position.cursor.empty()) {
    placements.push_back({.to = &rule_.to, .json = position.cursor});
  }
  auto request = build_request(plan_, operation_, query_, placements);
  if (request && !position.cursor.empty()) {
    request->url = rule_.kind == PagingKind::url ? position.cursor : std::move(request->url);
    // The vendor moves on with every request that carries a constant cursor: asked twice, it skips
    // a page.
    request->reads = !rule_.constant_cursor;
  }
  return request;
}

Event Walk::Course::event_of_leaving() const {
  if (budget_is_spent()) {
    return Event::budget_spent;
  }
  return pages_ < most_pages ? Event::left : Event::cap_reached;
}

Walk::Step Walk::Course::next() {
  const State from = state_;
  const Event event = event_of_leaving();
  state_ = apply(state_, event);
  if (from == State::more && state_ == State::asking) {
    ask_for_next();
  }
  if (from == State::more && state_ == State::failed && event == Event::cap_reached) {
    error_ = failure(ErrorCode::pagination,
                     joined({"the list has more than ", std::to_string(most_pages), " pages"}))
                 .error();
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

void Walk::Course::ask_for_next() {
  auto request = request_at(next_);
  if (!request) {
    error_ = std::move(request).error();
    state_ = apply(state_, Event::fault);
    return;
  }
  request_ = std::move(*request);
  position_ = std::move(next_);
  before_ = after_;
  consumed_ = carried_;
  at_page_ = false;
}

std::expected<void, Error> Walk::Course::accept(const Response& response) {
  if (state_ != State::asking) {
    return failure(ErrorCode::pagination, "no request waits for an answer");
  }
  auto is_page = read(response);
  if (!is_page) {
    return std::unexpected(std::move(is_page).error());
  }
  if (!*is_page) {
    page_ = {};  // past the end there is no page: as good as one without rows
  }
  const std::uint64_t rows = page_.row_hashes.size();
  if (rows > 0 && options_.policy.loop_guard) {
    if (fingerprints_.contains(page_.fingerprint)) {
      return fail(loop_error("a page is the same as one before it"));
    }
    fingerprints_.push(page_.fingerprint);
  }
  if (rows == 0 && before_.rows > 0) {
    // Many databases count rows and pages beside the rows of the page: without rows there is no
    // count, and it is sent as 0.
    forget_zero(page_.signals.total);
    forget_zero(page_.signals.total_pages);
  }
  served_.assign(page_.row_hashes.begin(), page_.row_hashes.end());
  const std::uint64_t total = page_.signals.total.value_or(0);
  const std::uint64_t before = before_.total.value_or(total);
  // A cursor may lead to a page without rows at one time, and to the rows that were there before at
  // another.
  carried_ = rows == 0 && !has_numbers(rule_.kind) ? consumed_ : Consumed{};
  auto intake = take_in(page_, rows_,
                        {.consumed = carried_.rows > 0 ? Consumed{} : consumed_,
                         .growth = has_numbers(rule_.kind) && total > before ? total - before : 0,
                         .can_shift = has_numbers(rule_.kind),
                         .most_rows = rows_left()});
  if (!intake) {
    return fail(std::move(intake).error());
  }
  return judge(std::move(*intake), rows);
}

/// True: page_ has the answer. False: there is no page where one was asked for only to confirm the
/// end.
std::expected<bool, Error> Walk::Course::read(const Response& response) {
  auto taken = normalizer_.read(response, options_.include_raw, page_);
  if (taken) {
    return true;
  }
  Error error = std::move(taken.error());
  if (error.code != ErrorCode::api) {
    return fail(std::move(error));
  }
  if (before_.confirming && has_numbers(rule_.kind) && error.refusal == Refusal::not_found) {
    return false;
  }
  const bool cursor_sent = !position_.cursor.empty();
  if (cursor_sent && error.refusal == Refusal::cursor) {
    error.code = ErrorCode::cursor_expired;
    return fail(std::move(error));
  }
  state_ = apply(state_, Event::refused);
  return std::unexpected(std::move(error));
}

std::expected<void, Error> Walk::Course::judge(Intake intake, std::uint64_t rows_served) {
  const PageFacts facts{.plan = plan_,
                        .rule = rule_,
                        .at = position_,
                        .before = before_,
                        .signals = page_.signals,
                        .url = request_.url,
                        .cursor = cursor_of(rule_, page_.signals),
                        .rows = rows_served,
                        .rows_so_far = before_.rows + intake.kept.size(),
                        .asked = page_size_,
                        .policy = options_.policy};
  intake_ = std::move(intake);
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
    after_.idle_pages = intake_.news ? 0 : before_.idle_pages + 1;
  }
  after_.doubts.add(row_doubts_);
  cursor_noted_ = false;
  if (intake_.cut) {
    return hold(Event::page_and_more);  // the limit ends the walk inside this page
  }
  return follow(facts, strategy_of(rule_.kind).judge(facts));
}

std::expected<void, Error> Walk::Course::follow(const PageFacts& facts, Verdict verdict) {
  after_.doubts.add(verdict.doubts);
  after_.confirming = verdict.confirming;
  if (verdict.step == Verdict::Step::end) {
    if (carried_.rows > 0) {
      return fail(failure(ErrorCode::drift,
                          "the rows at which the earlier walk was cut are not there any more")
                      .error());
    }
    proven_ = verdict.proven;
    return hold(Event::page_at_end);
  }
  std::optional<Error> error = std::move(verdict.error);
  if (!error) {
    error = find_loop(facts, verdict.next);
  }
  if (!error) {
    next_ = std::move(verdict.next);
    return hold(Event::page_and_more);
  }
  // The rows of this page are sound, unless the vendor is repeating them already.
  if (page_.entries.rows == 0 || (error->code == ErrorCode::loop && intake_.repeats())) {
    return fail(std::move(*error));
  }
  error_ = std::move(*error);
  return hold(Event::page_then_fault);
}

std::optional<Error> Walk::Course::find_loop(const PageFacts& facts, const Position& next) {
  if (!options_.policy.loop_guard) {
    return std::nullopt;
  }
  if (auto idling = find_idling(facts)) {
    return idling;
  }
  if (has_numbers(rule_.kind)) {
    return std::nullopt;
  }
  if (rule_.constant_cursor) {
    return std::nullopt;
  }
  const std::uint64_t hash =
      rule_.kind == PagingKind::url ? hash_of_url(next.cursor) : facts.cursor.hash;
  if (cursors_.contains(hash)) {
    return loop_error("a cursor came a second time");
  }
  cursors_.push(hash);
  cursor_noted_ = true;
  return std::nullopt;
}

std::optional<Error> Walk::Course::find_idling(const PageFacts& facts) const {
  const bool stale = intake_.stale();
  if (stale && !has_numbers(rule_.kind)) {
    return loop_error("a page holds only rows of pages before it");
  }
  const std::uint32_t most = facts.rows == 0 ? most_empty_pages
                             : stale         ? most_stale_pages
                                             : most_doubtful_pages;
  if (after_.idle_pages < most) {
    return std::nullopt;
  }
  return failure(facts.rows == 0 ? ErrorCode::pagination : ErrorCode::drift,
                 joined({std::to_string(after_.idle_pages), " pages in a row hold no new row"}))
      .error();
}

std::expected<void, Error> Walk::Course::hold(Event event) {
  state_ = apply(state_, event);
  held_ = state_;
  at_page_ = true;
  ++pages_;
  entries_ += page_.entries.rows;
  duplicates_ += intake_.duplicates;
  return {};
}

std::unexpected<Error> Walk::Course::fail(Error error) {
  state_ = apply(state_, Event::fault);
  ended_by_ = EndedBy::error;
  page_ = {};
  error_ = error;
  return std::unexpected(std::move(error));
}

void Walk::Course::end(EndedBy ended_by) {
  const State from = state_;
  state_ = apply(state_, Event::stopped);
  if (from != state_) {
    ended_by_ = ended_by;
  }
}

std::uint64_t Walk::Course::rows_left() const {
  return options_.limit == 0 ? UINT64_MAX : options_.limit - entries_;
}

bool Walk::Course::budget_is_spent() const {
  const bool rows_spent = options_.limit > 0 && entries_ >= options_.limit;
  const bool pages_spent = options_.max_pages > 0 && pages_ >= options_.max_pages;
  return rows_spent || pages_spent;
}

std::optional<HttpRequest> Walk::Course::predict(unsigned pages_ahead) const {
  const auto foresee = strategy_of(rule_.kind).foresee;
  std::optional<Position> position;
  if (pages_ahead == 0 || budget_is_spent()) {
    return std::nullopt;
  }
  if (state_ == State::asking) {
    position = foresee(rule_, before_, position_, pages_ahead);
  } else if (state_ == State::more && !intake_.cut) {
    position = pages_ahead == 1 ? next_ : foresee(rule_, after_, next_, pages_ahead - 1);
  }
  if (!position) {
    return std::nullopt;
  }
  auto request = request_at(*position);
  return request ? std::optional(std::move(*request)) : std::nullopt;
}

Report Walk::Course::report() const {
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
  report.warnings = warnings_of(progress.doubts);
  return report;
}

}  // namespace creditkit
