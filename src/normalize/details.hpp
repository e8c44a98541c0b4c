#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"
#include "normalize/column.hpp"
#include "normalize/page_tokens.hpp"
#include "normalize/text_heap.hpp"
#include "provider/plan.hpp"
#include "value/pod_array.hpp"

namespace creditkit {

/// Reads balances and entitlements, by columns as entries are.
class DetailReader {
 public:
  /// `operation` outlives the reader.
  DetailReader(const Operation& operation, const ColumnBinder& binder);

  /// Sets the page's balance, or leaves it where the body has none.
  [[nodiscard]] Failure read_balance(const PageTokens& tokens, Page& page) const;
  /// Sets the page's entitlements, one a row.
  [[nodiscard]] Failure read_entitlements(const PageTokens& tokens, Page& page) const;

 private:
  void bind_balance(const BalanceRule& rule, const ColumnBinder& binder);
  void bind_entitlement(const EntitlementRule& rule, const ColumnBinder& binder);

  OperationKind kind_;
  PodArray<Column> balance_;      ///< by BalanceColumn
  PodArray<Column> entitlement_;  ///< by EntitlementColumn, up to findings
};

/// What the vendor's statements about the entitlement of a row contradict each other in.
[[nodiscard]] std::string findings_of(const Page& page, std::size_t row, bool limit_is_known);

}  // namespace creditkit
