#include "paging/follow_cursor.hpp"

#include "paging/end_rules.hpp"

namespace creditkit {

Verdict follow_cursor(const PageFacts& facts) {
  const Ending ending = ending_of(facts);
  if (ending == Ending::reached) {
    return end_here(facts, true);
  }
  using Form = CursorFact::Form;
  if (facts.cursor.form == Form::unreadable) {
    return broken("the cursor cannot be read: it is malformed, or longer than 8 KiB");
  }
  // "" goes on where the definition does not name it as an end: some vendors' first cursor is
  // empty.
  if (facts.cursor.form == Form::given || facts.cursor.form == Form::empty) {
    return go_on(ending);
  }
  if (ending == Ending::unconfirmed) {
    return end_here(facts, true);  // the count and the missing cursor agree
  }
  return broken("the page does not end the list, but has no cursor to go on with");
}

}  // namespace creditkit
