#include <initializer_list>
#include <string>
#include <string_view>

#include "json/text.hpp"
#include "normalize/details.hpp"
#include "value/decimal.hpp"

namespace creditkit {
namespace {

using enum EntitlementColumn;

/// An amount as the vendor states it; without a text where it does not.
struct Stated {
  explicit Stated(std::string_view statement)
      : text{statement}, amount{Decimal::parse(statement).value_or(Decimal{})} {}
  explicit operator bool() const { return text.data() != nullptr; }

  std::string_view text;
  Decimal amount;
};

bool is_positive(const Decimal& amount) { return !amount.is_zero() && !amount.is_negative(); }

/// A vendor may state a headroom of nothing where the overage went past the limit.
bool agrees(const Decimal& headroom, const Decimal& rest) {
  return compare(headroom, rest) == 0 || (headroom.is_zero() && rest.is_negative());
}

}  // namespace

std::string findings_of(const Page& page, std::size_t row, bool limit_is_known) {
  const std::size_t rows = page.entitlements.size() / entitlement_column_count;
  const auto text = [&](EntitlementColumn column) {
    const TextCell cell = page.entitlements[static_cast<std::size_t>(column) * rows + row];
    return cell == null_cell
               ? std::string_view{}
               : std::string_view{page.entries.heap.data() + cell.start, cell.end - cell.start};
  };
  const Stated limit{text(overage_limit)};
  const Stated over{text(overage)};
  const Stated room{text(headroom)};
  const std::string_view reached = text(limit_reached);
  const bool is_said = reached.data() != nullptr;
  const bool is_said_reached = reached == "true";
  const std::string_view said_not = is_said_reached ? "" : "not ";
  std::string findings;
  const auto find = [&](const char* pattern, std::initializer_list<std::string_view> values) {
    findings += findings.empty() ? "" : "\n";
    append_phrase(findings, pattern, values);
  };

  const bool is_unlimited = limit_is_known && !limit;
  if (is_unlimited && room) {
    find("There is no limit, yet a headroom of @ is stated.", {room.text});
  }
  if (is_unlimited && is_said_reached && text(overage_enabled) == "true") {
    find("The limit is said to be reached, yet there is none.", {});
  }
  if (limit && over) {
    const auto rest = add(limit.amount, over.amount.negated());
    if (room && rest && !agrees(room.amount, *rest)) {
      find("The headroom is @, yet the limit @ less the overage @ is @.",
           {room.text, limit.text, over.text, rest->to_string()});
    }
    const bool is_reached = compare(over.amount, limit.amount) >= 0;
    if (is_said && is_said_reached != is_reached) {
      find("The limit is said to be @reached, yet the overage @ is @below the limit @.",
           {said_not, over.text, is_reached ? "not " : "", limit.text});
    }
  }
  if (is_said && room && is_said_reached == is_positive(room.amount)) {
    find("The limit is said to be @reached, yet the headroom is @.", {said_not, room.text});
  }
  return findings;
}

}  // namespace creditkit
