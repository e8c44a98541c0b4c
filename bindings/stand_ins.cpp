/// Stand-ins for functions of the libraries, linked in their place because nobody needs their
/// results.

#include <cstddef>
#include <version>

// The names are the linker's and the libraries'.
// NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming)
extern "C" {

// embind prints the address of a type that nobody registered: ours are numbers, all registered. The
// real one brings all of printf (--wrap).
int __wrap_siprintf(char* out, const char* /*format*/, ...) {
  *out = '\0';
  return 0;
}

// embind registers every type that it knows, and each that is registered brings its JavaScript
// along. Only numbers are passed.
void _embind_register_bool(const void* /*type*/, const char* /*name*/, bool /*yes*/, bool /*no*/) {}
void _embind_register_bigint(const void* /*type*/, const char* /*name*/, std::size_t /*size*/,
                             long long /*least*/, unsigned long long /*most*/) {}
void _embind_register_std_string(const void* /*type*/, const char* /*name*/) {}
void _embind_register_std_wstring(const void* /*type*/, std::size_t /*size*/,
                                  const char* /*name*/) {}
void _embind_register_emval(const void* /*type*/) {}
void _embind_register_memory_view(const void* /*type*/, unsigned /*kind*/, const char* /*name*/) {}
}

// What libc++ was built to say before it stops needs printf; a trap says enough.
_LIBCPP_BEGIN_NAMESPACE_STD
// NOLINTNEXTLINE(misc-use-internal-linkage): libc++ calls it
[[noreturn]] void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD
// NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming)
