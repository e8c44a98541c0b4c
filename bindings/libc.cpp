/// Stand-ins for two functions of the C library, linked in their place (--wrap) because nobody
/// needs their results.
///
/// nlohmann's lexer turns every number of a definition into a double, though the reader takes its
/// text, and prints control characters into messages that the reader replaces by its own. The real
/// ones bring musl's exact strtod, its quadruple-precision arithmetic and all of printf.

#include <cstddef>
#include <cstring>

// The names are the linker's.
// NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming)
extern "C" double __wrap_strtod(const char* text, char** end) {
  *end = const_cast<char*>(text) + std::strlen(text);
  return 0;
}

extern "C" int __wrap_snprintf(char* out, std::size_t size, const char* /*format*/, ...) {
  if (size > 0) {
    *out = '\0';
  }
  return 0;
}
// NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming)
