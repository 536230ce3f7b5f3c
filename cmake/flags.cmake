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
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_BINARY_DIR}=.)
if(EMSCRIPTEN)
  # -sSUPPORT_LONGJMP=wasm: Boost.Test uses setjmp and exceptions in one function.
  add_compile_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm -msimd128)
  add_link_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm)
endif()
if(CASEMENT_SANITIZE)
  add_compile_options(-fsanitize=${CASEMENT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CASEMENT_SANITIZE})
endif()
