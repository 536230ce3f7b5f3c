# The desk: casement-desk.js and casement-desk.wasm, the program of the worker that long work is done in. It is no part
# of what travels before the console runs, and is loaded on its first use only.
add_executable(desk ${CMAKE_SOURCE_DIR}/src/platform/web/desk/worker.cpp)
target_link_libraries(desk PRIVATE casement_desk)
set_target_properties(desk PROPERTIES OUTPUT_NAME casement-desk RUNTIME_OUTPUT_DIRECTORY ${CASEMENT_SITE})

file(GLOB desk_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/desk/*.js)
set(desk_libraries ${CMAKE_SOURCE_DIR}/web/js/shared.js ${CMAKE_SOURCE_DIR}/web/js/fetch.js ${desk_libraries})
foreach(library ${desk_libraries})
  target_link_options(desk PRIVATE "SHELL:--js-library \"${library}\"")
endforeach()
set_property(TARGET desk APPEND PROPERTY LINK_DEPENDS ${desk_libraries})
target_link_options(desk PRIVATE -Os --no-entry
  -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sENVIRONMENT=worker
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createDesk -sSTACK_SIZE=1MB)
casement_finish(desk casement-desk)
