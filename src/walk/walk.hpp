#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "paging/facts.hpp"
#include "paging/hash_window.hpp"
#include "paging/policy.hpp"
#include "provider/plan.hpp"
#include "request/http_request.hpp"
#include "request/query.hpp"
#include "walk/intake.hpp"
#include "walk/limits.hpp"
#include "walk/report.hpp"
#include "walk/resume_point.hpp"
#include "walk/state.hpp"

namespace creditkit {

struct WalkOptions {
  std::uint64_t limit = 0;        ///< rows to yield at most; 0: all
  std::uint32_t page_size = 0;    ///< rows to ask for in a page; 0: the definition's default
  std::uint32_t max_pages = 0;    ///< pages to read at most; 0: all
  bool include_raw = false;       ///< fill TextColumn::raw
  std::string_view resume_token;  ///< of an earlier walk over the same definition, operation and
                                  ///< query, read while the walk opens; empty: from the start
  Policy policy{};                ///< outside the simulation without content
};

/// Whether an answer could be taken. The error lives in the walk, until the next answer.
class [[nodiscard]] Taken {
 public:
  explicit Taken(const Error* error) : error_{error} {}
  [[nodiscard]] bool has_value() const { return error_ == nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  const Error* error_;
};

/// One walk over the pages of an operation, without any I/O: it says what to request and takes what
/// came back.
///
///   auto walk = Walk::open(plan, *plan.history(), R"({"user_id":"u1"})", {});
///   while ((*walk)->next() == Walk::Step::request) {
///     Response response = send((*walk)->request());
///     if (!(*walk)->accept(response)) { … }   // ErrorCode::api: the same request may be sent
///     again consume((*walk)->page());
///   }
///
/// walk/state.hpp has the states and what leads from one to the other. What is known in each state:
///
///                       before_                        after_
///   … rows yielded ───────┤ the page at position_        ├──────── next_ …
///                         │ consumed_ │ kept_ …         │
class Walk {
 public:
  enum class Step : std::uint8_t {
    request,  ///< send request() and give the answer to accept()
    done,     ///< report() says how
    failed,   ///< error() says why
  };

  /// Checks query and options; nothing is requested yet. Errors: `parameter` with the name of the
  /// query parameter or of the option ("pageSize"), `resume_token`. `plan` and `operation` (one of
  /// the plan's) outlive the walk.
  [[nodiscard]] static Checked<std::unique_ptr<Walk>> open(const Plan& plan,
                                                           const Operation& operation,
                                                           std::string_view query_json,
                                                           const WalkOptions& options);
  ~Walk() = default;
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;
  Walk(Walk&&) = delete;
  Walk& operator=(Walk&&) = delete;

  /// Leaves the page at hand and says what comes next. Asked again before accept(), it says the
  /// same.
  Step next();

  /// What to send, after next() said `request`.
  [[nodiscard]] const HttpRequest& request() const { return request_; }

  /// The request of the page `pages_ahead` (≥ 1) after the one that request() or page() is about.
  /// The next page is known from page() in every kind of paging; pages beyond it are foreseeable
  /// where numbers and a total make them so. Nothing where `limit` or `max_pages` ends the walk
  /// before, or false. A guess, for sending early: an answer counts
  /// only where its request equals request().
  bool predict(unsigned pages_ahead, HttpRequest& request) const;
  [[nodiscard]] std::optional<HttpRequest> predict(unsigned pages_ahead) const {
    std::optional<HttpRequest> request{std::in_place};
    return predict(pages_ahead, *request) ? std::move(request) : std::nullopt;
  }

  /// Takes the answer to request(). On success page() has the rows to yield; there may be none.
  /// ErrorCode::api leaves the walk where it was: the same request may be answered again. Any other
  /// error ends it.
  Taken accept(const Response& response);

  /// The page that accept() took, without rows that were yielded before or lie beyond `limit`.
  [[nodiscard]] const Page& page() const { return page_; }

  /// Why next() said `failed`.
  [[nodiscard]] const Error& error() const { return *error_; }

  /// Where to go on after `rows_consumed` rows of page(), for WalkOptions::resume_token. Empty
  /// where a token would have to hold an URL: see docs/paging.md.
  [[nodiscard]] std::string resume_token(std::size_t rows_consumed) const;

  [[nodiscard]] Report report() const;

  /// Ends the walk before its end: the caller left, or the transport gave up. A walk that is over
  /// stays as it is.
  void end(EndedBy ended_by);

 private:
  Walk(const Plan& plan, const Operation& operation, std::string_view query_json,
       const WalkOptions& options);

  /// Refuses a query that is none of the operation's, takes up the resume token, if there is one,
  /// and makes the first request.
  Failure start(std::string_view resume_token);
  [[nodiscard]] std::uint64_t binding() const;
  Failure choose_page_size();
  Failure resume(std::string_view token);
  const char* take_position(ResumePoint& point);
  Failure request_at(const Position& position, HttpRequest& request) const;

  /// True: page_ has the answer, or the walk has to go on without one.
  bool read(const Response& response);
  void take();
  [[nodiscard]] std::uint64_t fingerprint() const;
  void judge(std::uint64_t rows_served);
  void follow(const PageFacts& facts, const Verdict& verdict);
  [[nodiscard]] Failure find_loop(const PageFacts& facts);
  [[nodiscard]] Failure find_idling(const PageFacts& facts) const;
  void hold(Event event);
  void fail(Failure error);
  [[nodiscard]] Event event_of_leaving() const;
  void ask_for_next();
  [[nodiscard]] std::uint64_t rows_left() const;
  /// When that many more pages, of so many rows each, were read.
  [[nodiscard]] bool budget_is_spent(std::uint64_t more_pages, std::uint64_t page_rows) const;

  [[nodiscard]] bool resumes_inside(std::size_t rows_consumed) const;
  [[nodiscard]] Consumed consumed_after(std::size_t rows_consumed) const;
  [[nodiscard]] bool carry_cursor(std::string& cursor) const;

  const Plan& plan_;
  const Operation& operation_;
  const PagingRule& rule_;
  BoundQuery query_;
  Failure error_;        ///< of the query; of the last answer, or of the page after the one at hand
  WalkOptions options_;  ///< without the resume token
  std::uint32_t page_size_ = 0;
  Normalizer normalizer_;
  std::string own_url_;  ///< url: of the request as the caller's parameters make it

  State state_ = State::asking;
  State held_ = State::asking;  ///< in which the page at hand was taken
  bool at_page_ = false;        ///< a page was taken and not yet left
  HttpRequest request_;
  Page page_;
  Failure misuse_;  ///< an answer that nobody asked for
  std::optional<EndedBy> ended_by_;

  Position position_;               ///< of the request, or of the page at hand
  Position next_;                   ///< of the page after it, in State::more
  Progress before_;                 ///< without the page at hand
  Progress after_;                  ///< with it
  Consumed consumed_;               ///< of the page at position_, by the walk before this one
  PodArray<std::uint64_t> served_;  ///< row hashes of the page at hand, as it came
  Intake intake_;                   ///< of the page at hand
  Doubts row_doubts_;               ///< that the rows of the page at hand raised
  bool carries_ = false;       ///< consumed_ is of the page at next_: position_ was empty this time
  bool cursor_noted_ = false;  ///< the page at hand brought a cursor into cursors_
  bool proven_ = false;

  HashWindow rows_{remembered_rows};
  HashWindow cursors_{most_pages};
  HashWindow fingerprints_{most_pages};
  std::uint64_t pages_ = 0;
  std::uint64_t entries_ = 0;
  std::uint64_t entries_before_ = 0;
  std::uint64_t duplicates_ = 0;
};

}  // namespace creditkit
