#pragma once

#include <cstdint>
#include <memory>

#include "value/pod_array.hpp"

namespace creditkit {

/// Addresses by handle. A handle is never given out again, so that one kept too long finds nothing.
class HandleTable {
 public:
  std::uint32_t add(void* object) {
    Slot* slot = find(0);
    if (slot == nullptr) {
      slots_.push_back({});
      slot = &slots_.back();
    }
    *slot = {.handle = ++last_, .object = object};
    return last_;
  }
  /// nullptr where there is none.
  [[nodiscard]] void* object_of(std::uint32_t handle) {
    const Slot* const slot = find(handle);
    return slot == nullptr ? nullptr : slot->object;
  }
  void* remove(std::uint32_t handle) {
    Slot* const slot = find(handle);
    if (slot == nullptr) {
      return nullptr;
    }
    void* const object = slot->object;
    *slot = {};
    return object;
  }

 private:
  struct Slot {
    std::uint32_t handle = 0;  ///< 0: free
    void* object = nullptr;
  };

  Slot* find(std::uint32_t handle) {
    for (Slot& slot : slots_) {
      if (slot.handle == handle) {
        return &slot;
      }
    }
    return nullptr;
  }

  PodArray<Slot> slots_;
  std::uint32_t last_ = 0;
};

/// Objects of one type by handle.
template <typename T>
class Handles {
 public:
  std::uint32_t add(std::unique_ptr<T> object) { return table_.add(object.release()); }
  [[nodiscard]] T* find(std::uint32_t handle) { return static_cast<T*>(table_.object_of(handle)); }
  /// False where there was none.
  bool close(std::uint32_t handle) {
    const std::unique_ptr<T> closed{static_cast<T*>(table_.remove(handle))};
    return closed != nullptr;
  }

 private:
  HandleTable table_;
};

}  // namespace creditkit
