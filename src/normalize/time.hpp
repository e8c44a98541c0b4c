#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "model/page.hpp"
#include "normalize/misread.hpp"
#include "normalize/slots.hpp"
#include "normalize/text_heap.hpp"
#include "provider/plan.hpp"
#include "value/instant.hpp"

namespace creditkit {

/// Reads times by a plan's rule. A time that is null or not there is no fault.
class TimeReader {
 public:
  /// `rule` outlives the reader.
  TimeReader(const TimeRule& rule, SlotMap& slots);

  struct Reading {
    Instant instant;
    std::string text;  ///< the vendor's own
  };
  [[nodiscard]] std::expected<std::optional<Reading>, Misread> read(const PageTokens& tokens,
                                                                    std::size_t row) const;

  /// Fills `at`, `flags` and the vendor's texts.
  void read_column(const PageTokens& tokens, TextHeap& heap, EntryColumns& columns, TextCell* cells,
                   FirstFault& fault) const;

 private:
  [[nodiscard]] std::expected<Instant, Misread> instant_of(const Token& token,
                                                           std::string_view text) const;
  [[nodiscard]] std::expected<Instant, InstantError> parse(TimeFormat format,
                                                           std::string_view text) const;

  const TimeRule* rule_;
  SlotSources slots_;
  std::vector<LabelledZone> labels_;  ///< views into the rule
};

}  // namespace creditkit
