# bindings/bindings.cpp → core.mjs (Emscripten's glue) and core.wasm.
if(NOT EXISTS "${CMAKE_SOURCE_DIR}/bindings/bindings.cpp")
  return()
endif()

add_executable(core "${CMAKE_SOURCE_DIR}/bindings/bindings.cpp" "${CMAKE_SOURCE_DIR}/bindings/libc.cpp")
target_link_libraries(core PRIVATE creditkit_walk creditkit_compiler)
target_compile_options(core PRIVATE ${CREDITKIT_WASM_OPTIONS} -Oz)
# embind asks RTTI for type names only in the messages of its own type errors.
target_compile_definitions(core PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
set_target_properties(core PROPERTIES SUFFIX .mjs)
target_link_options(
  core
  PRIVATE
  # Each function keeps what its file was compiled for; this is for what the linker adds.
  -Oz
  -flto
  -lembind
  # bindings/libc.cpp says why. Before: 341 KB, 147 KB gzipped; with it and no nlohmann in the bindings: 302 KB, 134 KB.
  -Wl,--wrap=strtod
  -Wl,--wrap=snprintf
  -fno-exceptions
  -fno-rtti
  # Pages whose content security policy forbids eval.
  -sDYNAMIC_EXECUTION=0
  -sMODULARIZE
  -sEXPORT_ES6
  # One glue for every runtime: our loader hands it an instance, so it needs no way to load.
  -sENVIRONMENT=web
  -sINCOMING_MODULE_JS_API=instantiateWasm
  -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH
  -sINITIAL_HEAP=1MB
  # A definition of the deepest allowed nesting needs well under half of this.
  -sSTACK_SIZE=256KB
  -sMALLOC=emmalloc
  -sMIN_SAFARI_VERSION=160400)
