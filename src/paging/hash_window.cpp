#include "paging/hash_window.hpp"

#include <algorithm>
#include <utility>

namespace creditkit {
namespace {

constexpr std::size_t smallest_table = 128;

/// Where a hash would like to be. A vendor may choose row ids, so that their hashes collide in
/// their low bits only with great effort: the high ones decide too.
std::size_t home_of(std::uint64_t hash, std::size_t table_size) {
  return static_cast<std::size_t>((hash ^ (hash >> 32U)) * 0x9e3779b97f4a7c15U >> 20U) &
         (table_size - 1);
}

}  // namespace

std::size_t HashWindow::slot_of(std::uint64_t hash) const {
  std::size_t slot = home_of(hash, table_.size());
  while (table_[slot].in_ring > 0 && table_[slot].hash != hash) {
    slot = (slot + 1) & (table_.size() - 1);
  }
  return slot;
}

std::uint32_t HashWindow::push(std::uint64_t hash) {
  std::uint32_t occurrence = 1;
  if (!table_.empty()) {
    const Slot& slot = table_[slot_of(hash)];
    occurrence = slot.in_ring > 0 ? slot.last_occurrence + 1 : 1;
  }
  push({.hash = hash, .occurrence = occurrence});
  return occurrence;
}

void HashWindow::push(Counted counted) {
  if (ring_.size() < capacity_) {
    ring_.push_back(counted);
  } else {
    forget(ring_[oldest_].hash);
    ring_[oldest_] = counted;
    oldest_ = (oldest_ + 1) % capacity_;
  }
  if ((used_slots_ + 1) * 2 > table_.size()) {
    grow_table();
  }
  Slot& slot = table_[slot_of(counted.hash)];
  used_slots_ += slot.in_ring == 0 ? 1 : 0;
  slot.hash = counted.hash;
  slot.last_occurrence = counted.occurrence;
  ++slot.in_ring;
}

bool HashWindow::contains(std::uint64_t hash) const {
  return !table_.empty() && table_[slot_of(hash)].in_ring > 0;
}

PodArray<Counted> HashWindow::tail(std::size_t count, std::size_t newest) const {
  const std::size_t end = ring_.size() - std::min(newest, ring_.size());
  const std::size_t begin = end - std::min(count, end);
  PodArray<Counted> last;
  last.resize(end - begin);
  for (std::size_t i = 0; i < last.size(); ++i) {
    last[i] = ring_[(oldest_ + begin + i) % ring_.size()];
  }
  return last;
}

void HashWindow::grow_table() {
  const PodArray<Slot> old = std::move(table_);
  table_ = {};
  table_.assign(std::max(smallest_table, old.size() * 2), {});
  for (const Slot& slot : old) {
    if (slot.in_ring > 0) {
      table_[slot_of(slot.hash)] = slot;
    }
  }
}

void HashWindow::forget(std::uint64_t hash) {
  const std::size_t slot = slot_of(hash);
  if (--table_[slot].in_ring == 0) {
    free_slot(slot);
  }
}

/// Closes the gap, so that every later slot of the run is still found from its home.
void HashWindow::free_slot(std::size_t slot) {
  const std::size_t mask = table_.size() - 1;
  --used_slots_;
  for (std::size_t next = (slot + 1) & mask; table_[next].in_ring > 0; next = (next + 1) & mask) {
    const std::size_t home = home_of(table_[next].hash, table_.size());
    if (((next - home) & mask) >= ((next - slot) & mask)) {
      table_[slot] = table_[next];
      slot = next;
    }
  }
  table_[slot] = {};
}

}  // namespace creditkit
