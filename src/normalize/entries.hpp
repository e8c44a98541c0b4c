#pragma once

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/column.hpp"
#include "normalize/page_tokens.hpp"
#include "provider/plan.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// Turns the tokens of a page's rows into columns, one column after the other.
class EntryReader {
 public:
  /// `rule` outlives the reader.
  EntryReader(const EntryRule& rule, const ColumnBinder& binder);

  /// The error is that of the first row that is not what the definition says.
  [[nodiscard]] Failure read(const PageTokens& tokens, bool include_raw, Page& page) const;

 private:
  void bind_identity(SlotMap& slots, Index first, Index end);
  void hash_rows(const PageTokens& tokens, Page& page) const;

  const EntryRule* rule_;
  PodArray<Column> columns_;  ///< by TextColumn, up to raw
  Index identity_ = none;     ///< each counts: these are no alternatives
};

}  // namespace creditkit
