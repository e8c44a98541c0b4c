#pragma once

#include <vector>

#include "model/page.hpp"
#include "normalize/misread.hpp"
#include "normalize/slots.hpp"
#include "normalize/text_heap.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Reads kinds by a plan's rule.
class KindReader {
 public:
  /// `rule` outlives the reader.
  KindReader(const KindRule& rule, SlotMap& slots) : rule_{&rule}, slots_{slots.bind(rule.from)} {}

  /// True where the amounts' signs decide.
  [[nodiscard]] bool by_sign() const { return rule_->form == KindRule::Form::by_sign; }

  /// Fills `kind` and the vendor's own words.
  void read_column(const PageTokens& tokens, const std::vector<std::uint8_t>& negatives,
                   TextHeap& heap, EntryColumns& columns, TextCell* cells, FirstFault& fault) const;

 private:
  void read_words(const PageTokens& tokens, TextHeap& heap, EntryColumns& columns, TextCell* cells,
                  FirstFault& fault) const;
  [[nodiscard]] Kind kind_of(const Token& token, std::string_view body) const;

  const KindRule* rule_;
  SlotSources slots_;
};

}  // namespace creditkit
