/// Stand-ins for functions of the libraries, linked in their place because nobody needs their
/// results, or their speed.

#include <cstddef>
#include <version>

// The names are the linker's and the libraries'.
// NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming)
extern "C" {

// embind's list of what binds is for workers that start later, and there are none. The rest of its
// library announces every type that it knows, with its JavaScript: only numbers are passed.
void _embind_register_bindings(void* /*binds*/) {}

// Whoever reads the memory looks for himself whether it grew.
void emscripten_notify_memory_growth(std::size_t /*memory*/) {}

// The C library looks at words at a time: three times the code, for texts that are short here.
void* memchr(const void* text, int byte, std::size_t size) {
  const auto* at = static_cast<const unsigned char*>(text);
  while (size > 0 && *at != static_cast<unsigned char>(byte)) {
    ++at;
    --size;
  }
  return size > 0 ? const_cast<unsigned char*>(at) : nullptr;
}
std::size_t strlen(const char* text) {
  const char* end = text;
  while (*end != '\0') {
    ++end;
  }
  return static_cast<std::size_t>(end - text);
}
}

// What libc++ was built to say before it stops needs printf; a trap says enough.
_LIBCPP_BEGIN_NAMESPACE_STD
// NOLINTNEXTLINE(misc-use-internal-linkage): libc++ calls it
[[noreturn]] void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD
// NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming)
