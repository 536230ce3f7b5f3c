# What tests/bench measures of the core. Built on demand, with the flags of the console: tests/bench/run.
add_executable(bench_rules EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/rules.cpp)
target_link_libraries(bench_rules PRIVATE casement_policy)
if(EMSCRIPTEN)
  set_target_properties(bench_rules PROPERTIES SUFFIX .mjs)
  target_link_options(bench_rules PRIVATE -Os --no-entry -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sENVIRONMENT=web -sMODULARIZE=1 -sEXPORT_ES6=1 -sSTACK_SIZE=1MB -sMALLOC=emmalloc
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,HEAPU16,HEAPU32)
endif()
