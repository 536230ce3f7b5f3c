# Boost's macros shadow and convert; the tests' own code is held to the other warnings. Linked last, so that these
# come after the project's flags.
add_library(casement_test_flags INTERFACE)
target_compile_options(casement_test_flags INTERFACE -O1 -Wno-shadow -Wno-conversion
  $<$<CXX_COMPILER_ID:Clang>:-Wno-shorten-64-to-32>)

# casement_test(name folder libraries...): one Boost.Test program of every .cpp in tests/<folder>, run natively,
# or under node when cross-built. The same sources in both worlds.
function(casement_test name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  if(EMSCRIPTEN)
    list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/support/sha256_wasm.cpp)
  else()
    list(APPEND sources ${CMAKE_SOURCE_DIR}/tests/support/sha256_native.cpp)
  endif()
  add_executable(${name} ${CMAKE_SOURCE_DIR}/tests/support/main.cpp ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE CASEMENT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARGN} casement_boost casement_test_flags)
  if(EMSCRIPTEN)
    target_link_options(${name} PRIVATE -O1 -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1
      -sNODERAWFS=1 -sSTACK_SIZE=1MB)
  else()
    target_link_libraries(${name} PRIVATE OpenSSL::Crypto)
  endif()
  add_test(NAME ${name} COMMAND ${name} --log_level=message --color_output=no)
endfunction()

casement_test(test_base core/base casement_base)
casement_test(test_json core/json casement_json)
casement_test(test_bundle core/bundle casement_bundle)
casement_test(test_policy core/policy casement_policy)
casement_test(test_decision core/decision casement_decision)
casement_test(test_review core/review casement_review)
casement_test(test_app app casement_app)
casement_test(test_ui ui casement_base)
target_sources(test_ui PRIVATE ${CMAKE_SOURCE_DIR}/src/ui/theme.cpp)
if(NOT EMSCRIPTEN)
  casement_test(test_native platform/native casement_native)
endif()

# The same bytes in both worlds: tests/suites runs both programs over the demo bundles and compares what they print.
add_executable(demo_bytes ${CMAKE_SOURCE_DIR}/tests/determinism/demo_bytes.cpp)
target_link_libraries(demo_bytes PRIVATE casement_policy casement_bundle)
if(EMSCRIPTEN)
  target_link_options(demo_bytes PRIVATE -O1 -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sNODERAWFS=1)
endif()

# Decisions by chance, and what replaying many of them costs.
if(NOT EMSCRIPTEN)
  add_executable(make_decisions EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/support/make_decisions.cpp)
  add_executable(replay_native EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/replay_native.cpp)
  foreach(program make_decisions replay_native)
    target_include_directories(${program} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(${program} PRIVATE casement_native)
  endforeach()
endif()
