#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "value/pod_array.hpp"

namespace creditkit {

/// A hash and the how-manyth of its kind it is, from 1.
struct Counted {
  std::uint64_t hash = 0;
  std::uint32_t occurrence = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// Remembers the last hashes that were pushed, in order, and finds any of them at once: all from
/// the last `capacity`, and up to as many before them.
///
///   list    | h0#1 | h1#1 | h0#2 | …      in order of arrival; when it is full, the older half
///   goes newest  | h1#1 | – | h0#2 | – | …     open addressing, at most half full
///
/// Both start small and grow: most walks are short.
class HashWindow {
 public:
  explicit HashWindow(std::size_t capacity) : capacity_{capacity} {}

  /// Adds a hash; the how-manyth of its kind, as far back as the window reaches.
  std::uint32_t push(std::uint64_t hash);

  /// Adds a hash that is known to be the `occurrence`-th of its kind.
  void push(Counted counted);

  /// Adds a hash that is not there yet; false where it is.
  bool push_new(std::uint64_t hash);

  [[nodiscard]] bool contains(std::uint64_t hash) const;

  /// The last `count` pushed, without the `newest` last ones; oldest first. Good until the next
  /// push.
  [[nodiscard]] std::span<const Counted> tail(std::size_t count, std::size_t newest = 0) const;

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const;

  std::size_t capacity_;
  PodArray<Counted> list_;
  PodArray<Counted> newest_;  ///< by hash; an occurrence of 0 is a free slot
};

}  // namespace creditkit
