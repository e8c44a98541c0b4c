#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "json/tree_reader.hpp"
#include "model/error.hpp"
#include "normalize/row_layouts.hpp"
#include "normalize/slots.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Collects the tokens of a page's rows, whatever shape the rows are in.
class RowCollector final : public RowsVisitor {
 public:
  /// A page beyond this is a dump: it would hold the page's reader for seconds, and most of it is
  /// never looked at.
  static constexpr std::size_t max_rows = 100'000;

  /// `rule` and `slots` outlive the collector; `slots` is complete.
  RowCollector(const RowsRule& rule, const SlotMap& slots, PageTokens& tokens);

  /// Forgets the page before.
  void start();
  bool visit_rows(Reader& reader, std::size_t depth) override;

  /// What is wrong with the rows as a list, once the body is known to be JSON.
  [[nodiscard]] Failure fault() const;

 private:
  struct Fault {
    std::size_t byte;
    std::string_view expected;
    Token found;
  };

  bool list(Reader& reader, std::size_t depth);
  bool map(Reader& reader, std::size_t depth);
  bool element(Reader& reader, std::size_t depth, const Token& key);
  bool parent(Reader& reader, std::size_t depth, const Token& key);
  bool row(Reader& reader, std::size_t depth);
  bool row_strictly(Reader& reader, std::size_t depth, Token* tokens);
  bool not_rows(Reader& reader, std::size_t depth, std::string_view expected);
  void note(std::size_t byte, std::string_view expected, const Token& found);

  const RowsRule* rule_;
  const SlotMap* slots_;
  PageTokens* tokens_;
  TreeReader row_reader_;
  TreeReader parent_reader_;
  RowLayouts layouts_;
  std::uint32_t parents_ = 0;
  std::vector<Token> own_;  ///< of the parent that is read
  bool in_parent_ = false;
  bool found_rows_ = false;  ///< where the definition says that rows are, there are rows
  std::optional<Fault> fault_;
};

}  // namespace creditkit
