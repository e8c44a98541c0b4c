# bindings/ → core.wasm. Emscripten's glue is not made: js/src/wasm/embind.ts stands in its place.
if(NOT EXISTS "${CMAKE_SOURCE_DIR}/bindings/bindings.cpp")
  return()
endif()

file(GLOB bindings CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/bindings/*.cpp")
add_executable(core ${bindings})
target_link_libraries(core PRIVATE creditkit_walk creditkit_compiler)
target_compile_options(core PRIVATE ${CREDITKIT_WASM_OPTIONS} ${CREDITKIT_SMALL})
# A compiler that knows what strlen does may call it for the loop that stands in for it.
set_source_files_properties("${CMAKE_SOURCE_DIR}/bindings/stand_ins.cpp" PROPERTIES COMPILE_OPTIONS -fno-builtin)
# embind asks RTTI for type names only in the messages of its own type errors.
target_compile_definitions(core PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
set(imports "${CMAKE_SOURCE_DIR}/bindings/imports.txt")
set_target_properties(core PROPERTIES SUFFIX .wasm LINK_DEPENDS "${imports}")
target_link_options(
  core
  PRIVATE
  # Each function keeps what its file was compiled for; this is for what the linker adds.
  -Oz
  -flto
  # Over all files, only what is called once is inlined: 6 KB less, and a page takes 1 or 2 % longer. What is hot was
  # inlined in its own file.
  -Wl,-mllvm,-inline-threshold=-30
  # What saves a little time natively, and here a local more: 0.3 KB less, a page takes 0 to 1 % less time.
  -Wl,-mllvm,-enable-pre=false
  -Wl,-mllvm,-disable-machine-cse
  -Wl,-mllvm,-pre-RA-sched=source
  -fno-exceptions
  -fno-rtti
  # No main(), no glue: the loader calls _initialize and embind.ts the rest. Of embind, its header is all that is used.
  --no-entry
  -Wl,--export-table
  "-Wl,--allow-undefined-file=${imports}"
  -sALLOW_MEMORY_GROWTH
  -sINITIAL_HEAP=1MB
  # A definition of the deepest allowed nesting needs well under half of this.
  -sSTACK_SIZE=256KB
  -sMALLOC=emmalloc
  # Data in one piece: to leave the zeros of its tables out costs a header at each gap, which compresses worse than they do.
  -sBINARYEN_EXTRA_PASSES=--skip-pass=memory-packing
  -sMIN_SAFARI_VERSION=160400)

# Over what LLVM and emcc have made, Binaryen lays out all blocks and locals anew: 1.3 % less gzipped, as fast as before.
# The features are those that LLVM uses; it has left no list of them.
execute_process(
  COMMAND em-config BINARYEN_ROOT
  OUTPUT_VARIABLE binaryen_root
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
add_custom_command(
  TARGET core
  POST_BUILD
  COMMAND
    "${binaryen_root}/bin/wasm-opt" $<TARGET_FILE:core> -o $<TARGET_FILE:core> --mvp-features --enable-bulk-memory
    --enable-bulk-memory-opt --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext
    --low-memory-unused --zero-filled-memory --skip-pass=memory-packing
    # For glue that is not made.
    "--remove-exports=*emscripten_stack_*"
    # A hint, which engines ignore and which compresses badly.
    --dealign --flatten --rse --rereloop --merge-blocks --const-hoisting --roundtrip -Os -Oz
  VERBATIM)
