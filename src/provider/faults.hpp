#pragma once

#include <span>
#include <string>
#include <string_view>

#include "json/arena.hpp"
#include "provider/definition.hpp"

namespace creditkit {

struct Node;

/// `pattern` with the given texts in turn in place of each "@", or, in quotes, of each "%".
std::string phrase(const char* pattern, std::string_view first = {}, std::string_view second = {});

/// Appends `"GET"` in quotes, cut where it is long.
void append_quoted(std::string& out, std::string_view text);

/// Appends a scalar as a message shows it.
void append_shown(std::string& out, const Scalar& scalar);

/// Collects what is wrong with a definition while the rest of it is read on.
class Faults {
 public:
  /// `arena`: where readers put what they read, and where the faults lie.
  explicit Faults(Arena& arena) : arena_{&arena} {}
  [[nodiscard]] Arena& arena() const { return *arena_; }
  /// A fault at `place`, or, with nullptr, of the whole. What two operations share is read for each
  /// of them: its fault is told once.
  void add(const Node* place, std::string_view message);
  [[nodiscard]] std::span<const DefinitionFault> list() const { return list_.first(count_); }

 private:
  Arena* arena_;
  std::span<DefinitionFault> list_;
  std::size_t count_ = 0;
};

}  // namespace creditkit
