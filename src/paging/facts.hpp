#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/page.hpp"
#include "paging/doubt.hpp"
#include "paging/policy.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// What a request asks for: where in the list it stands.
struct Position {
  std::string cursor;  ///< token, last_row: JSON text; url: the absolute URL; empty: the first page
  std::uint64_t number = 0;  ///< page: the page's number; offset: how many rows stand before
};

/// What the pages so far have shown.
struct Progress {
  std::uint64_t pages = 0;
  std::uint64_t rows = 0;           ///< different rows
  std::uint64_t largest_page = 0;   ///< rows of the largest page, as served
  std::uint64_t previous_page = 0;  ///< rows of the last page, as served
  std::optional<std::uint64_t> total;
  std::optional<std::uint64_t> total_pages;
  std::uint32_t idle_pages = 0;  ///< pages in a row without a row that is new for certain
  bool confirming = false;       ///< the end is near certain; one more request makes it so
  Doubts doubts;
};

/// What a cursor's JSON text is.
struct CursorLook {
  enum class Form : std::uint8_t { absent, null, empty, given, unreadable };
  Form form = Form::absent;
  TokenType type = TokenType::null;  ///< which never changes within a list; one for both flags
  std::uint64_t hash = 0;  ///< equal for equal values: members in any order, numbers by their text
};

/// The cursor that a page carries, before anything is concluded from it.
struct CursorFact : CursorLook {
  std::string text;  ///< given or empty: as Position::cursor holds it
};

/// One page, as a strategy sees it.
struct PageFacts {
  const Plan& plan;
  const PagingRule& rule;
  const Position& at;
  const Progress& before;
  const PageSignals& signals;
  std::string_view url;    ///< that was asked
  CursorFact& cursor;      ///< where the walk goes on: made into what the next request asks for
  std::uint64_t rows = 0;  ///< as served
  std::uint64_t rows_so_far = 0;  ///< different rows of the list, this page's included
  std::uint32_t asked = 0;        ///< rows that the request asked for; 0: the vendor's own number
  Policy policy;
};

/// What follows from a page.
struct Verdict {
  enum class Step : std::uint8_t {
    go_on,   ///< what PageFacts::cursor or `next_number` says is to be asked for
    end,     ///< no page follows
    broken,  ///< it cannot be said what follows: `fault`
  };
  Step step = Step::end;
  std::uint64_t next_number = 0;
  bool confirming = false;  ///< go_on: only to confirm the end
  bool proven = false;      ///< end: the definition's end rule holds
  Doubts doubts;
  const char* fault = nullptr;             ///< one sentence
  ErrorCode code = ErrorCode::pagination;  ///< of the fault
};

}  // namespace creditkit
