#include "value/pod_array.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace creditkit {

PodStorage::PodStorage(PodStorage&& other) noexcept { *this = std::move(other); }

PodStorage& PodStorage::operator=(PodStorage&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  return *this;
}

PodStorage::~PodStorage() { ::operator delete(data_); }

void PodStorage::grow(std::size_t count, std::size_t element_size) {
  constexpr std::size_t least = 8;
  capacity_ = std::max({count, 2 * capacity_, least});
  void* const larger = ::operator new(capacity_ * element_size);
  if (size_ > 0) {
    std::memcpy(larger, data_, size_ * element_size);
  }
  ::operator delete(data_);
  data_ = larger;
}

void PodStorage::append(const void* element, std::size_t element_size) {
  resize(size_ + 1, element_size);
  std::memcpy(static_cast<char*>(data_) + (size_ - 1) * element_size, element, element_size);
}

}  // namespace creditkit
