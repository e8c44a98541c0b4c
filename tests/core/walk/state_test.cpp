#include "walk/state.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace creditkit;

TEST_CASE("a walk that is over stays as it is") {
  for (std::size_t event = 0; event < 9; ++event) {
    CHECK(apply(State::done, static_cast<Event>(event)) == State::done);
    CHECK(apply(State::failed, static_cast<Event>(event)) == State::failed);
  }
}

TEST_CASE("every walk can be stopped, and every page can be left") {
  CHECK(apply(State::asking, Event::stopped) == State::done);
  CHECK(apply(State::more, Event::stopped) == State::done);
  CHECK(apply(State::last, Event::stopped) == State::done);
  CHECK(apply(State::unsound, Event::stopped) == State::done);
  CHECK(apply(State::more, Event::left) == State::asking);
  CHECK(apply(State::last, Event::left) == State::done);
  CHECK(apply(State::unsound, Event::left) == State::failed);
  CHECK(apply(State::asking, Event::left) == State::asking);
}

TEST_CASE("an answer counts only where one is waited for") {
  for (const Event event : {Event::page_and_more, Event::page_at_end, Event::page_then_fault,
                            Event::refused, Event::fault}) {
    CHECK(apply(State::more, event) == State::more);
    CHECK(apply(State::last, event) == State::last);
    CHECK(apply(State::unsound, event) == State::unsound);
  }
  CHECK(apply(State::asking, Event::refused) == State::asking);
  CHECK(apply(State::asking, Event::fault) == State::failed);
}

TEST_CASE("a limit of the caller's is no error, the cap is one") {
  CHECK(apply(State::more, Event::budget_spent) == State::done);
  CHECK(apply(State::unsound, Event::budget_spent) == State::done);
  CHECK(apply(State::more, Event::cap_reached) == State::failed);
  CHECK(apply(State::last, Event::cap_reached) == State::done);
}
