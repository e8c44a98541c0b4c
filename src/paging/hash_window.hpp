#pragma once

#include <cstddef>
#include <cstdint>

#include "value/pod_array.hpp"

namespace creditkit {

/// A hash and the how-manyth of its kind it is, from 1.
struct Counted {
  std::uint64_t hash = 0;
  std::uint32_t occurrence = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// Remembers the last `capacity` hashes that were pushed, in order, and finds any of them at once.
///
///   ring    | h0#1 | h1#1 | h0#2 | … |          in order of arrival; the oldest makes room for the
///   newest table   | h1: last #1, 1 in ring | – | h0: last #2, 2 in ring | … |   open addressing,
///   at most half full
///
/// Both start small and grow: most walks are short.
class HashWindow {
 public:
  explicit HashWindow(std::size_t capacity) : capacity_{capacity} {}

  /// Adds a hash; the how-manyth of its kind, as far back as the window reaches.
  std::uint32_t push(std::uint64_t hash);

  /// Adds a hash that is known to be the `occurrence`-th of its kind.
  void push(Counted counted);

  [[nodiscard]] bool contains(std::uint64_t hash) const;
  [[nodiscard]] std::size_t size() const { return ring_.size(); }

  /// The last `count` pushed, without the `newest` last ones; oldest first.
  [[nodiscard]] PodArray<Counted> tail(std::size_t count, std::size_t newest = 0) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t last_occurrence = 0;
    std::uint32_t in_ring = 0;  ///< 0: the slot is free
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const;
  void grow_table();
  void forget(std::uint64_t hash);
  void free_slot(std::size_t slot);

  std::size_t capacity_;
  std::size_t oldest_ = 0;  ///< its place in the ring; the first one until that is full
  std::size_t used_slots_ = 0;
  PodArray<Counted> ring_;
  PodArray<Slot> table_;
};

}  // namespace creditkit
