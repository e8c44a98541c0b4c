/// Where operator new takes memory from. A malloc that serves every program is 2 KB of WASM; the
/// core has few blocks, most of them in arrays that stay. So one list of the free ones does, in the
/// order of their addresses, in which neighbours join: Kernighan and Ritchie, "The C Programming
/// Language", section 8.7.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>

extern "C" std::byte __heap_base;  // NOLINT(bugprone-reserved-identifier): the linker's name

namespace {

/// Stands before a block's memory.
struct alignas(double) Block {
  Block* next = nullptr;  ///< the next free block, where this one is free
  std::size_t size = 0;   ///< in Blocks, this one included
};

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): what there is once
Block first;                    ///< stands before the first free block
std::byte* end = &__heap_base;  ///< of what was ever in the list
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

/// Makes a free block one with the next where that begins at its end.
void join(Block* block) {
  if (block + block->size == block->next) {
    block->size += block->next->size;
    block->next = block->next->next;
  }
}

void release(Block* block) {
  Block* before = &first;
  while (before->next != nullptr && before->next < block) {
    before = before->next;
  }
  block->next = before->next;
  before->next = block;
  join(block);
  join(before);
}

/// What stands before the first free block of at least `size`, or nullptr.
Block* before_block_of(std::size_t size) {
  for (Block* before = &first; before->next != nullptr; before = before->next) {
    if (before->next->size >= size) {
      return before;
    }
  }
  return nullptr;
}

/// Puts memory for at least `size` Blocks into the list. What cannot be had stops the instance.
void extend(std::size_t size) {
  constexpr std::size_t page_bytes = std::size_t{64} * 1024;
  const auto begin = reinterpret_cast<std::uintptr_t>(end);
  const std::size_t there = __builtin_wasm_memory_size(0);
  // Divided first: a sum of bytes may be more than 32 bits.
  const std::size_t wanted = begin / page_bytes + size / (page_bytes / sizeof(Block)) + 2;
  const std::size_t pages = std::max(there, wanted);
  if (__builtin_wasm_memory_grow(0, pages - there) == SIZE_MAX) {
    __builtin_trap();
  }
  auto* const block = reinterpret_cast<Block*>(end);
  block->size = (pages * page_bytes - begin) / sizeof(Block);
  end += block->size * sizeof(Block);
  release(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
  const std::size_t size = (bytes + sizeof(Block) - 1) / sizeof(Block) + 1;
  Block* before = before_block_of(size);
  if (before == nullptr) {
    extend(size);
    before = before_block_of(size);
  }
  Block* const block = before->next;
  if (block->size > size) {
    Block* const rest = block + size;
    *rest = {.next = block->next, .size = block->size - size};
    *block = {.next = rest, .size = size};
  }
  before->next = block->next;
  return block + 1;
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) {
    release(static_cast<Block*>(memory) - 1);
  }
}

void operator delete(void* memory, std::size_t /*size*/) noexcept { ::operator delete(memory); }
