#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "json/arena.hpp"
#include "provider/definition.hpp"

namespace creditkit {

struct Node;

/// Collects what is wrong with a definition while the rest of it is read on.
class Faults {
 public:
  /// `arena`: where readers put what they read, and where the faults lie.
  explicit Faults(Arena& arena) : arena_{&arena} {}
  [[nodiscard]] Arena& arena() const { return *arena_; }
  /// A fault at `place`, or, with nullptr, of the whole, in words by append_phrase(). What two
  /// operations share is checked for each of them: its fault is told once.
  void add(const Node* place, const char* pattern,
           std::initializer_list<std::string_view> values = {});
  [[nodiscard]] std::span<const DefinitionFault> list() const { return list_.first(count_); }

 private:
  Arena* arena_;
  std::span<DefinitionFault> list_;
  std::size_t count_ = 0;
};

}  // namespace creditkit
