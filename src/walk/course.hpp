#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/normalizer.hpp"
#include "paging/facts.hpp"
#include "paging/hash_window.hpp"
#include "provider/plan.hpp"
#include "request/http_request.hpp"
#include "request/query.hpp"
#include "walk/intake.hpp"
#include "walk/resume_point.hpp"
#include "walk/state.hpp"
#include "walk/walk.hpp"

namespace creditkit {

/// No list that a person looks at is longer, and a walk that a broken vendor keeps going ends some
/// day.
inline constexpr std::uint64_t most_pages = 10'000;
/// Rows that a walk remembers at least: further back no list moves between two requests. At most
/// 6 MiB.
inline constexpr std::size_t remembered_rows = 65'536;
/// Pages in a row without a new row, after which a walk gives up. Rows come and go while a walk
/// reads numbered pages, but not three pages of them between two requests; a cursor never leads
/// back.
inline constexpr std::uint32_t most_stale_pages = 3;
/// The same where rows have no id, and may be new although they look like others.
inline constexpr std::uint32_t most_doubtful_pages = 100;
/// The same where pages are empty: databases that filter after reading send hundreds of such pages,
/// and this is many times what one does between two rows that match.
inline constexpr std::uint32_t most_empty_pages = 1'000;

/// The walk itself. walk/state.hpp says what may follow what; here is what is known in each state.
///
///                       before_                        after_
///   … rows yielded ───────┤ the page at position_        ├──────── next_ …
///                         │ consumed_ │ kept_ …         │
class Walk::Course {
 public:
  Course(const Plan& plan, const Operation& operation, std::string_view query_json,
         const WalkOptions& options);

  /// Refuses a query that is none of the operation's, takes up the resume token, if there is one,
  /// and makes the first request.
  Failure start(std::string_view resume_token);

  Step next();
  const Error* accept(const Response& response);
  void end(EndedBy ended_by);

  [[nodiscard]] const HttpRequest& request() const { return request_; }
  [[nodiscard]] const Page& page() const { return page_; }
  [[nodiscard]] const Error& error() const { return *error_; }
  bool predict(unsigned pages_ahead, HttpRequest& request) const;
  [[nodiscard]] std::string resume_token(std::size_t rows_consumed) const;
  [[nodiscard]] Report report() const;

 private:
  [[nodiscard]] std::uint64_t binding() const;
  Failure choose_page_size();
  Failure resume(std::string_view token);
  Failure take_page_size(const ResumePoint& point);
  Failure take_position(ResumePoint& point);
  Failure request_at(const Position& position, HttpRequest& request) const;

  /// True: page_ has the answer, or the walk has to go on without one.
  bool read(const Response& response);
  void take();
  void judge(std::uint64_t rows_served);
  void follow(const PageFacts& facts, const Verdict& verdict);
  [[nodiscard]] Failure find_loop(const PageFacts& facts);
  [[nodiscard]] Failure find_idling(const PageFacts& facts) const;
  void hold(Event event);
  void fail(Failure error);
  [[nodiscard]] Event event_of_leaving() const;
  void ask_for_next();
  [[nodiscard]] std::uint64_t rows_left() const;
  [[nodiscard]] bool budget_is_spent() const;

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

  Position position_;  ///< of the request, or of the page at hand
  Position next_;      ///< of the page after it, in State::more
  Progress before_;    ///< without the page at hand
  Progress after_;     ///< with it
  Doubts row_doubts_;  ///< that the rows of the page at hand raised
  Consumed consumed_;  ///< of the page at position_, by the walk before this one
  Consumed carried_;   ///< the same, of the page at next_: position_ was empty this time
  PodArray<std::uint64_t> served_;  ///< row hashes of the page at hand, as it came
  Intake intake_;                   ///< of the page at hand
  bool cursor_noted_ = false;       ///< the page at hand brought a cursor into cursors_
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
