# creditkit_module(name [HOT] [DEPENDS module|target…]): the static library of src/<name>. A folder of headers only becomes
# an interface library. HOT: its speed shows in each page, so WASM optimises it for speed and the rest for size.
function(creditkit_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module HOT "" DEPENDS)
  set(depends ${module_DEPENDS})
  list(TRANSFORM depends PREPEND creditkit_ REGEX "^[a-z]+$")

  set(library creditkit_${name})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cpp")
  if(NOT sources)
    add_library(${library} INTERFACE)
    set(visibility INTERFACE)
  else()
    add_library(${library} STATIC ${sources})
    set(visibility PUBLIC)
    target_link_libraries(${library} PRIVATE creditkit_compiler)
    # The core must run where exceptions are off: compiled so everywhere, a throw is seen in every build.
    target_compile_options(${library} PRIVATE -fno-exceptions)
    if(EMSCRIPTEN)
      target_compile_options(${library} PRIVATE -fno-rtti $<IF:$<BOOL:${module_HOT}>,-O3,-Oz>)
    endif()
  endif()

  target_include_directories(${library} ${visibility} "${CMAKE_SOURCE_DIR}/src")
  # All who include nlohmann/json must see one and the same of it.
  target_compile_definitions(${library} ${visibility} JSON_NOEXCEPTION)
  target_link_libraries(${library} ${visibility} glaze::glaze ${depends})
endfunction()
