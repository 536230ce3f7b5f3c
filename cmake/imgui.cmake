# Dear ImGui as a library of its own: built once, with other warnings than ours, and the flags every user of its
# headers must share. All visible text is drawn as runs by the browser, so no font is compiled in.
set(imgui_dir ${CASEMENT_IMGUI_DIR})
if(NOT imgui_dir)
  set(imgui_dir ${CMAKE_SOURCE_DIR}/third_party/imgui)
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/cmake/get-imgui.sh ${imgui_dir} COMMAND_ERROR_IS_FATAL ANY)
endif()

# The console has no tables of ImGui's, and no fonts; its debug windows, in the audited build, have both.
set(imgui_seams ${CMAKE_SOURCE_DIR}/src/platform/web/imgui)
if(CASEMENT_AUDIT)
  set(imgui_tables ${imgui_dir}/imgui_tables.cpp)
else()
  set(imgui_tables ${imgui_seams}/without.cpp)
endif()
add_library(imgui STATIC ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_draw.cpp ${imgui_tables}
  ${imgui_dir}/imgui_widgets.cpp ${imgui_dir}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_seams})
target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_FREETYPE)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_dir} ${imgui_dir}/backends)
target_compile_features(imgui PUBLIC cxx_std_20)
target_compile_options(imgui PRIVATE -w)
if(NOT CASEMENT_AUDIT)
  target_compile_definitions(imgui PRIVATE sscanf=casement_scan)
endif()
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT IMGUI_IMPL_OPENGL_ES3
  $<$<NOT:$<BOOL:${CASEMENT_AUDIT}>>:IMGUI_DISABLE_DEMO_WINDOWS>
  $<$<NOT:$<BOOL:${CASEMENT_AUDIT}>>:IMGUI_DISABLE_DEBUG_TOOLS>
  $<$<BOOL:${CASEMENT_AUDIT}>:IMGUI_ENABLE_TEST_ENGINE>)
