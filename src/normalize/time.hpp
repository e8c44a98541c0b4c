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

class NearbyTimes;

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

  /// One text in one of the rule's formats.
  [[nodiscard]] std::expected<Instant, InstantError> parse(TimeFormat format,
                                                           std::string_view text) const;

 private:
  struct Parsed {
    Instant instant;
    TimeFormat format;
  };
  struct Cell {
    Instant instant;
    TextCell text = null_cell;
  };

  /// The text in the first of the formats that it has.
  [[nodiscard]] std::expected<Parsed, Misread> parse_first(const Token& token,
                                                           std::string_view text) const;
  /// Reads one row's time into `cell`, which holds that of the row before.
  [[nodiscard]] std::optional<Misread> read_cell(const Token& token, const PageTokens& tokens,
                                                 TextHeap& heap, NearbyTimes& nearby,
                                                 Cell& cell) const;

  const TimeRule* rule_;
  SlotSources slots_;
  std::vector<LabelledZone> labels_;  ///< views into the rule
};

}  // namespace creditkit
