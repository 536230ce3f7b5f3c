# libFuzzer targets: tests/fuzz/<name>.cpp becomes fuzz_<name>. Needs clang (preset native-asan), where every library is
# built with the fuzzer's coverage (see flags.cmake).
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*.cpp)
foreach(source ${fuzz_sources})
  get_filename_component(name ${source} NAME_WE)
  add_executable(fuzz_${name} ${source})
  target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_libraries(fuzz_${name} PRIVATE casement_native casement_review)
endforeach()
