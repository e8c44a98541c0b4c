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
#include "paging/policy.hpp"
#include "provider/plan.hpp"
#include "request/http_request.hpp"
#include "walk/report.hpp"

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
///   auto walk = Walk::open(plan, *plan.history, R"({"user_id":"u1"})", {});
///   while ((*walk)->next() == Walk::Step::request) {
///     Response response = send((*walk)->request());
///     if (!(*walk)->accept(response)) { … }   // ErrorCode::api: the same request may be sent
///     again consume((*walk)->page());
///   }
///
/// walk/state.hpp has the states and what leads from one to the other.
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
  ~Walk();
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;
  Walk(Walk&&) = delete;
  Walk& operator=(Walk&&) = delete;

  /// Leaves the page at hand and says what comes next. Asked again before accept(), it says the
  /// same.
  Step next();

  /// What to send, after next() said `request`.
  [[nodiscard]] const HttpRequest& request() const;

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
  [[nodiscard]] const Page& page() const;

  /// Why next() said `failed`.
  [[nodiscard]] const Error& error() const;

  /// Where to go on after `rows_consumed` rows of page(), for WalkOptions::resume_token. Empty
  /// where a token would have to hold an URL: see docs/paging.md.
  [[nodiscard]] std::string resume_token(std::size_t rows_consumed) const;

  [[nodiscard]] Report report() const;

  /// Ends the walk before its end: the caller left, or the transport gave up. A walk that is over
  /// stays as it is.
  void end(EndedBy ended_by);

 private:
  class Course;
  explicit Walk(std::unique_ptr<Course> course);
  std::unique_ptr<Course> course_;
};

}  // namespace creditkit
