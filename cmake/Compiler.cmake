# Language, warnings, sanitizers and size settings that every target of ours shares.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CREDITKIT_CCACHE ccache)
if(CREDITKIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CREDITKIT_CCACHE}")
endif()

add_library(creditkit_compiler INTERFACE)
target_compile_options(
  creditkit_compiler
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wsign-conversion
            -Wshadow
            -Wold-style-cast
            -Wcast-align
            -Wcast-qual
            -Wdouble-promotion
            -Wextra-semi
            -Wformat=2
            -Wimplicit-fallthrough
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wundef
            -Wunused
            # Designated initialisers name what differs; the rest has its default.
            -Wno-missing-designated-field-initializers
            # Built from any folder, the same sources give the same bytes.
            "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(CREDITKIT_WERROR)
  target_compile_options(creditkit_compiler INTERFACE -Werror)
endif()

if(CREDITKIT_SANITIZE)
  # For dependencies built from source too: one uninstrumented container breaks AddressSanitizer's container checks.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(EMSCRIPTEN)
  # Optimising over all files at the link saves a tenth of the size and takes two seconds. A broken precondition of the
  # standard library stops the instance; without the sentences about it, printf is not needed.
  set(CREDITKIT_WASM_OPTIONS -fno-exceptions -fno-rtti -flto "-D_LIBCPP_VERBOSE_ABORT(...)=__builtin_trap()")
  # -Oz still inlines what looks a little smaller than its call and then is not; what has one caller only is inlined
  # anyway. What compares a few values in turn compresses better than a table of jumps.
  set(CREDITKIT_SMALL -Oz -mllvm -inline-threshold=-10 -fno-jump-tables)
endif()
if(CREDITKIT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(NOT EMSCRIPTEN AND CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
if(NOT EMSCRIPTEN AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # lld starts and links several times faster than ld: what is felt most after a one-file change.
  find_program(CREDITKIT_LLD NAMES ld.lld)
  if(CREDITKIT_LLD)
    add_link_options(-fuse-ld=lld)
  endif()
endif()
