#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "json/reader.hpp"
#include "model/error.hpp"
#include "normalize/page_tokens.hpp"
#include "normalize/row_layouts.hpp"
#include "normalize/slots.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// Reads a body once: puts the values that the slot map names into tables of tokens, a line for
/// each row, and checks all others.
class PageScanner {
 public:
  /// A page beyond this is a dump: it would hold the page's reader for seconds, and most of it is
  /// never looked at.
  static constexpr std::size_t max_rows = 100'000;

  /// `rule` and `tokens` outlive the scanner; the tokens' slot map is complete.
  PageScanner(const RowsRule& rule, PageTokens& tokens);

  /// Reads the body's one value; false after a fault of the reader's. `with_rows`: the rows are
  /// read too.
  bool read(Reader& reader, bool with_rows);

  /// A second member, outside rows, of a name that is followed: two statements of one thing, of
  /// which none is to be believed.
  [[nodiscard]] Failure repeated_name() const;

  /// What is wrong with the rows as a list, once the body is known to be JSON.
  [[nodiscard]] Failure fault() const;

 private:
  static constexpr std::size_t no_byte = SIZE_MAX;

  struct Fault {
    std::size_t byte = no_byte;
    const char* expected = "";
    std::string found;
  };

  /// One reading of a value by a tree.
  struct Visit {
    Token* tokens;
    std::uint32_t number;
    Table table;
    bool repeats_name = false;
  };

  [[nodiscard]] bool tree(Table table, std::size_t depth, Token* tokens, bool& repeats_name);
  bool value(Visit& visit, Index index, std::size_t depth);
  bool inside(Visit& visit, const SlotMap::Node& node, std::size_t depth);
  bool leaf(Visit& visit, const SlotMap::Node* node, std::size_t depth);
  void repeated(Visit& visit);

  bool rows(std::size_t depth);
  bool list(std::size_t depth, char close);
  bool element(std::size_t depth, const Token& key);
  bool parent(std::size_t depth, const Token& key);
  bool row(std::size_t depth, const Token& key);
  static void clear(Token* tokens, std::size_t count);
  bool row_strictly(std::size_t depth, Token* tokens);
  bool not_rows(std::size_t depth, const char* expected);
  void note(std::size_t byte, const char* expected, std::string_view found);

  const RowsRule* rule_;
  PageTokens* tokens_;
  Reader* reader_ = nullptr;
  RowLayouts layouts_;
  PodArray<std::uint32_t> visited_;  ///< by node: the number of the visit in which it was last met
  PodArray<Leaf> leaves_;            ///< of the row that is read strictly, in order
  bool slot_spans_leaves_ = false;   ///< a slot was filled by more than one leaf
  std::uint32_t visits_ = 0;
  std::uint32_t parents_ = 0;
  bool with_rows_ = false;
  bool in_parent_ = false;
  bool found_rows_ = false;  ///< where the definition says that rows are, there are rows
  std::size_t duplicate_ = no_byte;
  Fault fault_;
};

}  // namespace creditkit
