# The flags every object is built with. Warnings are errors; one exception model for every object and the link.
find_program(CASEMENT_CCACHE ccache)
if(CASEMENT_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CASEMENT_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CASEMENT_CCACHE})
endif()

add_library(casement_flags INTERFACE)
target_include_directories(casement_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(casement_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Werror)
# Builds are reproducible: no path of this machine ends up in an object.
# One mapping for every build folder, so that ccache shares objects between presets with equal flags.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
# Debug information doubles the time of a build: it is there where a sanitizer points at lines.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
if(EMSCRIPTEN)
  set(CMAKE_CXX_FLAGS_RELEASE "-Os -DNDEBUG")
  add_compile_options(-msimd128)
  if(CASEMENT_TESTS)
    # -sSUPPORT_LONGJMP=wasm: Boost.Test uses setjmp and exceptions in one function.
    add_compile_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm)
    add_link_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm)
  else()
    # The product catches nothing: parsing is by nlohmann's SAX events, and every failure is a Result. Without
    # the code that unwinds it is far smaller; what would have thrown ends the program, as it would uncaught.
    add_compile_options(-fno-exceptions)
    add_link_options(-fno-exceptions)
  endif()
endif()
if(CASEMENT_FUZZ)
  # The coverage that guides libFuzzer; the sanitizers' runtime answers for it in the unit tests.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CASEMENT_SANITIZE)
  add_compile_options(-fsanitize=${CASEMENT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CASEMENT_SANITIZE})
endif()
