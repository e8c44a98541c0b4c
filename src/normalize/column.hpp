#pragma once

#include <cstdint>
#include <string_view>

#include "normalize/normalizer.hpp"
#include "normalize/slots.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// What the cells of one column are read from, and how: a plan's rule bound to places.
struct Column {
  enum class Type : std::uint8_t { text, amount, time, flag };
  Type type = Type::text;
  bool upper_case = false;
  bool empty_is_nothing = false;  ///< an empty text says as little as none
  Index places = none;  ///< alternatives; of an amount those of its first term, the others follow
  Index sign = none;    ///< of the member that says an amount's direction
  Index unit = none;    ///< of an amount's unit, for which the fallback is too
  std::string_view fallback;       ///< where no place has a text; without data: a null cell
  const char* required = nullptr;  ///< what a message calls a text that every row must have
  const AmountRule* amount = nullptr;
  const TimeRule* time = nullptr;
};

/// Binds the rules of one operation.
class ColumnBinder {
 public:
  ColumnBinder(SlotMap& slots, const BoundQuery& query) : slots_{&slots}, query_{&query} {}

  [[nodiscard]] Column texts(const Sources& sources, const char* required = nullptr) const;
  [[nodiscard]] Column texts(const TextRule& rule, const char* required = nullptr) const;
  /// Of no rule, as the next one, a column without cells that say something.
  [[nodiscard]] Column amounts(const AmountRule* rule, const Column& unit) const;
  [[nodiscard]] Column times(const TimeRule* rule) const;
  [[nodiscard]] Column flags(const Sources& sources) const;

  [[nodiscard]] SlotMap& slots() const { return *slots_; }

 private:
  SlotMap* slots_;
  const BoundQuery* query_;
};

}  // namespace creditkit
