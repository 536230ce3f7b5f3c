# Header-only libraries from Debian packages. A cross build must never see /usr/include as a whole, so each
# library's folder is linked into an include folder of its own, the same for every preset.
function(casement_header_library target folder probe)
  find_path(${target}_INCLUDE ${folder}/${probe} PATHS /usr/include /usr/local/include
            NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  add_library(${target} INTERFACE)
  file(MAKE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/headers/${folder}.d)
  file(CREATE_LINK ${${target}_INCLUDE}/${folder} ${CMAKE_SOURCE_DIR}/build/headers/${folder}.d/${folder} SYMBOLIC)
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_SOURCE_DIR}/build/headers/${folder}.d)
endfunction()

casement_header_library(casement_nlohmann nlohmann json.hpp)
target_compile_definitions(casement_nlohmann INTERFACE JSON_USE_IMPLICIT_CONVERSIONS=0)
if(CASEMENT_TESTS)
  casement_header_library(casement_boost boost version.hpp)
  # libc++ dropped what Boost 1.74 still names; Emscripten has no sigaltstack.
  target_compile_definitions(casement_boost INTERFACE $<$<BOOL:${EMSCRIPTEN}>:BOOST_TEST_DISABLE_ALT_STACK>
    $<$<BOOL:${EMSCRIPTEN}>:_LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION>)
endif()
