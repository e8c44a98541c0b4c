#pragma once

#include <string>
#include <string_view>

#include "json/writer.hpp"
#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/column.hpp"
#include "normalize/page_tokens.hpp"
#include "provider/plan.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// Reads balances and entitlements, by columns as entries are, and writes them as JSON text.
class DetailReader {
 public:
  /// `operation` outlives the reader.
  DetailReader(const Operation& operation, const ColumnBinder& binder);

  /// Sets the page's balance, or leaves it where the body has none.
  [[nodiscard]] Failure read_balance(const PageTokens& tokens, Page& page);
  /// Sets the page's entitlements, one a row.
  [[nodiscard]] Failure read_entitlements(const PageTokens& tokens, Page& page);

 private:
  void bind_balance(const BalanceRule& rule, const ColumnBinder& binder);
  void bind_entitlement(const EntitlementRule& rule, const ColumnBinder& binder);
  [[nodiscard]] Failure read(const PodArray<Column>& columns, const PageTokens& tokens,
                             std::size_t rows);
  /// The cell of the row that is written; without data where it is null.
  [[nodiscard]] std::string_view text(std::size_t column) const;
  void write_member(JsonWriter& json, const char* name, std::size_t column) const;
  /// What the vendor's statements about one entitlement contradict each other in, a sentence each.
  void write_findings(JsonWriter& json) const;

  const Operation* operation_;
  PodArray<Column> balance_;      ///< available, unit, account, time; amount and unit of each part
  PodArray<Column> entitlement_;  ///< in the order of its members
  PodArray<TextCell> cells_;
  std::string heap_;
  std::size_t rows_ = 0;
  std::size_t row_ = 0;  ///< the row that is written
  double at_ = 0;
};

}  // namespace creditkit
