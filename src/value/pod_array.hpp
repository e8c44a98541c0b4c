#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>

namespace creditkit {

/// What arrays of every type share, so that growing one is written once in the WASM.
class PodStorage {
 public:
  PodStorage() = default;
  PodStorage(PodStorage&& other) noexcept;
  PodStorage& operator=(PodStorage&& other) noexcept;
  PodStorage(const PodStorage&) = delete;
  PodStorage& operator=(const PodStorage&) = delete;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  /// Capacity stays.
  void clear() { size_ = 0; }

 protected:
  ~PodStorage();

  [[nodiscard]] void* storage() const { return data_; }
  void resize(std::size_t size, std::size_t element_size) {
    if (size > capacity_) [[unlikely]] {
      grow(size, element_size);
    }
    size_ = size;
  }

  void append(const void* element, std::size_t element_size);

 private:
  /// Room for `count` elements and more.
  void grow(std::size_t count, std::size_t element_size);

  void* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// A growing array of plain values. resize() leaves new elements as they are: they are written
/// anyway.
template <typename T>
class PodArray : public PodStorage {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;

  PodArray() = default;

  [[nodiscard]] T* data() { return static_cast<T*>(storage()); }
  [[nodiscard]] const T* data() const { return static_cast<const T*>(storage()); }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] T* end() { return data() + size(); }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size(); }
  [[nodiscard]] T& operator[](std::size_t index) { return data()[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return data()[index]; }
  [[nodiscard]] T& back() { return data()[size() - 1]; }

  void resize(std::size_t size) { PodStorage::resize(size, sizeof(T)); }
  /// A new last element, to be written: for what is added row by row.
  [[nodiscard]] T& add() {
    resize(size() + 1);
    return back();
  }
  /// The same by a call, which is smaller. By value, for it may lie in here.
  void push_back(T value) { append(&value, sizeof(T)); }
  void assign(std::size_t size, const T& value) {
    resize(size);
    for (T& element : *this) {
      element = value;
    }
  }

  friend bool operator==(const PodArray& left, const PodArray& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }
};

}  // namespace creditkit
