#include <catch2/catch_test_macros.hpp>

#include "paging/strategy.hpp"

using namespace creditkit;

namespace {

using Paging = PagingRule::Kind;
using Step = Verdict::Step;

/// A page and what was known before it; each test changes what it is about.
struct Case {
  EndRules end;
  PagingRule rule;
  Position at;
  Progress before;
  PageSignals signals;
  CursorFact cursor;
  std::uint64_t rows = 10;
  std::uint64_t rows_so_far = 10;
  std::uint32_t asked = 10;

  [[nodiscard]] Verdict judge() {
    const Plan plan;
    PagingRule rules = rule;
    rules.end = end;
    const PageFacts facts{.plan = plan,
                          .rule = rules,
                          .at = at,
                          .before = before,
                          .signals = signals,
                          .url = "https://api.example.com/c",
                          .cursor = cursor,
                          .rows = rows,
                          .rows_so_far = rows_so_far,
                          .asked = asked,
                          .policy = {}};
    return verdict_of(facts);
  }
};

Case paged(EndRules end) {
  Case page;
  page.rule.kind = Paging::page;
  page.rule.first = 1;
  page.end = end;
  page.at.number = 1;
  return page;
}

/// The third page of full ones.
Case third(Case page, std::uint64_t rows) {
  page.at.number = 3;
  page.before.pages = 2;
  page.before.rows = 20;
  page.before.largest_page = 10;
  page.before.previous_page = 10;
  page.rows = rows;
  page.rows_so_far = 20 + rows;
  return page;
}

}  // namespace

TEST_CASE("a total that is reached with a full page is confirmed by one more request") {
  Case page = third(paged({EndRule::total_reached, EndRule::empty_page}), 10);
  page.signals.total = 30;
  const Verdict verdict = page.judge();
  CHECK(verdict.step == Step::go_on);
  CHECK(verdict.confirming);
  CHECK(verdict.next_number == 4);
}

TEST_CASE("a total that is reached with a short page is the end") {
  Case page = third(paged({EndRule::total_reached, EndRule::empty_page}), 7);
  page.signals.total = 27;
  const Verdict verdict = page.judge();
  CHECK(verdict.step == Step::end);
  CHECK(verdict.proven);
  CHECK(verdict.doubts.none());
}

TEST_CASE("a total that is never reached ends with the first page without rows, and is doubted") {
  Case page = third(paged({EndRule::total_reached, EndRule::empty_page}), 0);
  page.signals.total = 99;
  const Verdict verdict = page.judge();
  CHECK(verdict.step == Step::end);
  CHECK(verdict.doubts.has(Doubt::total_mismatch));
}

TEST_CASE("a short first page may be a cap of the vendor's: it is confirmed") {
  Case page = paged({EndRule::short_page, EndRule::empty_page});
  page.rows = 4;
  CHECK(page.judge().step == Step::go_on);
  CHECK(page.judge().confirming);
  page.rows = 0;
  CHECK(page.judge().step == Step::end);
}

TEST_CASE("later a short page is measured by the pages before it, not by what was asked for") {
  Case page = third(paged({EndRule::short_page, EndRule::empty_page}), 6);
  page.asked = 50;
  page.before.largest_page = 6;
  CHECK(page.judge().step == Step::go_on);
  page.rows = 5;
  CHECK(page.judge().step == Step::end);
}

TEST_CASE("a statement that rows follow outweighs a count") {
  Case page = third(paged({EndRule::flag_false, EndRule::short_page, EndRule::total_reached}), 3);
  page.signals.more = true;
  page.signals.total = 23;
  CHECK(page.judge().step == Step::go_on);
  page.signals.more = false;
  CHECK(page.judge().step == Step::end);
  page.signals.more.reset();
  page.signals.total_pages = 9;
  CHECK(page.judge().step == Step::go_on);
}

TEST_CASE("a numbered page without rows that says that rows follow is an error") {
  Case page = third(paged({EndRule::flag_false}), 0);
  page.signals.more = true;
  CHECK(page.judge().step == Step::broken);
  CHECK(std::string_view(page.judge().fault) == "the page has no rows, but says that rows follow");
}

TEST_CASE("a numbered page without rows ends a list whose rules do not say so, unproven") {
  const Verdict verdict = third(paged({EndRule::flag_false}), 0).judge();
  CHECK(verdict.step == Step::end);
  CHECK_FALSE(verdict.proven);
  CHECK(verdict.doubts.has(Doubt::end_unproven));
}

TEST_CASE("the last page is counted from the first one's number") {
  Case page = third(paged({EndRule::last_page_reached}), 10);
  page.signals.total_pages = 3;
  CHECK(page.judge().step == Step::end);
  page.rule.first = 0;
  CHECK(page.judge().step == Step::end);
  CHECK(page.judge().doubts.has(Doubt::signals_disagree));  // 4 pages were read
  page.at.number = 1;
  CHECK(page.judge().step == Step::go_on);
}

TEST_CASE("where flag and total disagree at the end, both are doubted") {
  Case page = third(paged({EndRule::flag_false}), 10);
  page.signals.more = false;
  page.signals.total = 31;
  const Verdict verdict = page.judge();
  CHECK(verdict.step == Step::end);
  CHECK(verdict.proven);
  CHECK(verdict.doubts.has(Doubt::total_mismatch));
}

TEST_CASE("an offset goes on by the rows that came") {
  Case page;
  page.rule.kind = Paging::offset;
  page.end = {EndRule::empty_page};
  page.at.number = 40;
  page.asked = 2;
  page.rows = 3;
  CHECK(page.judge().next_number == 43);
}

TEST_CASE("an offset page without rows ends the list, whatever a flag says") {
  Case page;
  page.rule.kind = Paging::offset;
  page.end = {EndRule::empty_page};
  page.rows = 0;
  page.rows_so_far = 10;
  page.signals.more = true;
  const Verdict verdict = page.judge();
  CHECK(verdict.step == Step::end);
  CHECK(verdict.doubts.has(Doubt::signals_disagree));
}

TEST_CASE("a cursor goes on where no rule names it as an end") {
  Case page;
  page.rule.kind = Paging::token;
  page.end = {EndRule::cursor_absent};
  page.cursor.form = CursorFact::Form::empty;
  page.cursor.text = R"("")";
  CHECK(page.judge().step == Step::go_on);
  CHECK(page.cursor.text == R"("")");
  page.cursor.form = CursorFact::Form::null;
  CHECK(page.judge().step == Step::broken);
  page.cursor.form = CursorFact::Form::absent;
  CHECK(page.judge().step == Step::end);
}

TEST_CASE("a page without rows whose cursor goes on, goes on") {
  Case page;
  page.rule.kind = Paging::token;
  page.end = {EndRule::cursor_absent, EndRule::cursor_null, EndRule::cursor_empty};
  page.rows = 0;
  page.cursor.form = CursorFact::Form::given;
  page.cursor.text = R"("t")";
  CHECK(page.judge().step == Step::go_on);
}

TEST_CASE("a flag that ends a list outweighs a cursor that is still there") {
  Case page;
  page.rule.kind = Paging::token;
  page.end = {EndRule::cursor_absent, EndRule::flag_false};
  page.cursor.form = CursorFact::Form::given;
  page.cursor.text = R"("t")";
  page.signals.more = false;
  CHECK(page.judge().step == Step::end);
  CHECK(page.judge().doubts.none());
}

TEST_CASE("no cursor where a flag says that rows follow: the end, doubted") {
  Case page;
  page.rule.kind = Paging::token;
  page.end = {EndRule::cursor_absent, EndRule::flag_false};
  page.signals.more = true;
  CHECK(page.judge().step == Step::end);
  CHECK(page.judge().doubts.has(Doubt::signals_disagree));
  page.end = {EndRule::flag_false};
  CHECK(page.judge().step == Step::broken);
}

TEST_CASE("a page without rows has no last row to go on from") {
  Case page;
  page.rule.kind = Paging::last_row;
  page.end = {EndRule::flag_false, EndRule::empty_page};
  page.rows = 0;
  CHECK(page.judge().step == Step::end);
  page.signals.more = true;
  CHECK(page.judge().step == Step::broken);
}
