#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/arena.hpp"
#include "json/text.hpp"
#include "provider/definition.hpp"

namespace creditkit {

/// `pattern` with the given texts in turn in place of each "@", or, in quotes, of each "%".
std::string phrase(std::string_view pattern, std::string_view first = {},
                   std::string_view second = {});

/// Appends `"GET"` in quotes, cut where it is long.
void append_quoted(std::string& out, std::string_view text);

/// Collects what is wrong with a definition while the rest of it is read on.
class Faults {
 public:
  /// `arena`: where readers put what they read.
  explicit Faults(Arena& arena) : arena_{&arena} {}
  [[nodiscard]] Arena& arena() const { return *arena_; }
  /// What two operations share is read for each of them: its fault is told once.
  void add(std::string pointer, std::string message);
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::vector<DefinitionFault> take() { return std::move(list_); }

 private:
  /// Nobody reads more, and a hostile text of 256 KiB could otherwise make a fault of every few
  /// bytes.
  static constexpr std::size_t most = 1'000;
  Arena* arena_;
  std::vector<DefinitionFault> list_;
};

}  // namespace creditkit
