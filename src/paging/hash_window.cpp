#include "paging/hash_window.hpp"

#include <algorithm>

namespace creditkit {

/// Where a hash is, or would be. A vendor may choose row ids, so that their hashes collide in their
/// low bits only with great effort: the high ones decide too.
std::size_t HashWindow::slot_of(std::uint64_t hash) const {
  const std::size_t mask = newest_.size() - 1;
  auto slot = static_cast<std::size_t>((hash ^ (hash >> 32U)) * 0x9e3779b97f4a7c15U >> 20U) & mask;
  while (newest_[slot].occurrence > 0 && newest_[slot].hash != hash) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::uint32_t HashWindow::push(std::uint64_t hash) {
  const std::uint32_t before = newest_.empty() ? 0 : newest_[slot_of(hash)].occurrence;
  push({.hash = hash, .occurrence = before + 1});
  return before + 1;
}

void HashWindow::push(Counted counted) {
  constexpr std::size_t fewest_slots = 128;
  const bool full = list_.size() == 2 * capacity_;
  if (full) {
    std::ranges::copy(tail(capacity_), list_.begin());
    list_.resize(capacity_);
  }
  list_.add() = counted;
  const bool crowded = newest_.size() < 2 * list_.size();
  if (!full && !crowded) {
    newest_[slot_of(counted.hash)] = counted;
    return;
  }
  const std::size_t slots = std::max(newest_.size() * (crowded ? 2 : 1), fewest_slots);
  newest_ = {};
  newest_.assign(slots, {});
  for (const Counted& one : list_) {
    newest_[slot_of(one.hash)] = one;
  }
}

bool HashWindow::push_new(std::uint64_t hash) {
  const bool is_new = !contains(hash);
  if (is_new) {
    push(hash);
  }
  return is_new;
}

bool HashWindow::contains(std::uint64_t hash) const {
  return !newest_.empty() && newest_[slot_of(hash)].occurrence > 0;
}

std::span<const Counted> HashWindow::tail(std::size_t count, std::size_t newest) const {
  const std::size_t end = list_.size() - std::min(newest, list_.size());
  const std::size_t begin = end - std::min(count, end);
  return {list_.begin() + begin, list_.begin() + end};
}

}  // namespace creditkit
