#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "model/page.hpp"
#include "normalize/misread.hpp"
#include "normalize/slots.hpp"
#include "normalize/text_heap.hpp"
#include "provider/plan.hpp"

namespace creditkit {

/// A scalar as text: a string decoded, a number and a flag as they are written; nullopt for null
/// and for what is not there. The Misread of an array, an object, too long a text or half a
/// character names `source`.
[[nodiscard]] std::expected<std::optional<std::string>, Misread> text_of(const Token& token,
                                                                         const PageTokens& tokens,
                                                                         const Source* source);

/// Fills a column of texts from the first source that has one; null where none has. Values that
/// come again share a range of the heap.
void read_text_column(const SlotSources& slots, const Sources& sources, const PageTokens& tokens,
                      TextHeap& heap, TextCell* cells, FirstFault& fault);

/// Reads texts by a plan's rule: from the response, else the caller's parameter, else a constant.
class TextReader {
 public:
  /// `rule` outlives the reader; `parameter` is the value of the rule's parameter where the caller
  /// gave one.
  TextReader(const TextRule& rule, const std::string* parameter, SlotMap& slots);

  [[nodiscard]] std::expected<std::optional<std::string>, Misread> read(const PageTokens& tokens,
                                                                        std::size_t row) const;
  /// The same where a text must be: `expected` is what a Misread says.
  [[nodiscard]] std::expected<std::string, Misread> read_required(const PageTokens& tokens,
                                                                  std::size_t row,
                                                                  std::string_view expected) const;
  /// Fills a column. `required`: what a row must have, or empty where it may have none.
  void read_column(const PageTokens& tokens, std::string_view required, TextHeap& heap,
                   TextCell* cells, FirstFault& fault) const;

 private:
  [[nodiscard]] Misread missing(const Token& found, std::string_view expected) const;

  const TextRule* rule_;
  SlotSources slots_;
  std::optional<std::string> fallback_;
};

}  // namespace creditkit
