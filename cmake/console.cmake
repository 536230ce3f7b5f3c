# The console: casement.js and casement.wasm, and beside them everything that is served. The folder is complete after
# the build: build/web for the product, build/web-test/site for the audited console.
# The whole program travels before it runs: size first, in the core too.
set(CMAKE_C_FLAGS_RELEASE "-Os -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-Os -DNDEBUG")
include(cmake/imgui.cmake)
include(cmake/icons.cmake)

set(CASEMENT_SITE "" CACHE PATH "Where the served files go; empty: as said above")
if(NOT CASEMENT_SITE AND CASEMENT_AUDIT)
  set(CASEMENT_SITE ${CMAKE_BINARY_DIR}/site)
elseif(NOT CASEMENT_SITE)
  cmake_path(SET CASEMENT_SITE NORMALIZE ${CMAKE_BINARY_DIR}/../web)
endif()
set(CASEMENT_MAIN ${CMAKE_SOURCE_DIR}/src/main.cpp CACHE FILEPATH "The console's main")

casement_library(casement_ui src/ui casement_app imgui)
# Each panel has its own header() and kRow: one by one.
set_target_properties(casement_ui PROPERTIES UNITY_BUILD OFF)
# What runs once a click, a case or a frame is made as small as it can be; loops over all rows keep their own flags.
foreach(small casement_bundle casement_policy casement_decision casement_clock casement_review casement_app casement_ui)
  target_compile_options(${small} PRIVATE $<$<CONFIG:Release>:-Oz>)
endforeach()
get_target_property(ui_type casement_ui TYPE)
if(ui_type STREQUAL "INTERFACE_LIBRARY")
  target_include_directories(casement_ui INTERFACE ${CASEMENT_ICONS_INCLUDE})
else()
  target_include_directories(casement_ui PUBLIC ${CASEMENT_ICONS_INCLUDE})
endif()
# Objects, not an archive: much of it is called from JavaScript alone, which a linker does not see.
file(GLOB web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/platform/web/*.cpp)
add_library(casement_web OBJECT ${web_sources})
target_link_libraries(casement_web PUBLIC casement_flags casement_bundle imgui)

add_executable(console ${CASEMENT_MAIN})
target_link_libraries(console PRIVATE casement_ui casement_web)
set_target_properties(console PROPERTIES OUTPUT_NAME casement RUNTIME_OUTPUT_DIRECTORY ${CASEMENT_SITE})
file(MAKE_DIRECTORY ${CASEMENT_SITE})

# Each narrow header of src/platform/web has its other half in web/js. The shared half comes first.
file(GLOB js_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/js/*.js)
foreach(library ${js_libraries})
  target_link_options(console PRIVATE "SHELL:--js-library \"${library}\"")  # SHELL: each keeps its flag
endforeach()
set_property(TARGET console APPEND PROPERTY LINK_DEPENDS ${js_libraries})
target_link_options(console PRIVATE -Oz
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sALLOW_MEMORY_GROWTH=1 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
  -sENVIRONMENT=web,worker -sNO_EXIT_RUNTIME=1 -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createCasement
  -sSTACK_SIZE=1MB -sINITIAL_MEMORY=32MB -sMALLOC=emmalloc
  -sGL_ENABLE_GET_PROC_ADDRESS=0)

# What is served beside the program.
# The publisher puts the keyring in the place of the empty one.
set(site_files index.html boot.js desk-worker.js icon.svg keyring.json)
file(GLOB css RELATIVE ${CMAKE_SOURCE_DIR}/web CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/css/*.css)
list(APPEND site_files ${css})
file(GLOB shaders RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/shaders/*.vert ${CMAKE_SOURCE_DIR}/shaders/*.frag)

set(copied "")
function(casement_serve from to)
  add_custom_command(OUTPUT ${CASEMENT_SITE}/${to} DEPENDS ${from}
    COMMAND ${CMAKE_COMMAND} -E copy ${from} ${CASEMENT_SITE}/${to} VERBATIM)
  set(copied ${copied} ${CASEMENT_SITE}/${to} PARENT_SCOPE)
endfunction()
foreach(file ${site_files})
  casement_serve(${CMAKE_SOURCE_DIR}/web/${file} ${file})
endforeach()
foreach(file ${shaders})
  casement_serve(${CMAKE_SOURCE_DIR}/${file} ${file})
endforeach()

# The packs of the project, for reading, trying and comparing without a bundle; in their canonical form, as bundles
# carry them.
file(GLOB packs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/policies/*@*.json)
add_custom_command(OUTPUT ${CASEMENT_SITE}/policies/index.json VERBATIM
  DEPENDS ${packs} ${CMAKE_SOURCE_DIR}/cmake/serve-policies.py
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/serve-policies.py ${CMAKE_SOURCE_DIR}/policies ${CASEMENT_SITE})
list(APPEND copied ${CASEMENT_SITE}/policies/index.json)

set(inter_dir /usr/share/fonts/opentype/inter)
set(mono_dir /usr/share/fonts/truetype/jetbrains-mono)
casement_serve(${inter_dir}/Inter-Regular.otf fonts/Inter-Regular.otf)
casement_serve(${inter_dir}/Inter-Medium.otf fonts/Inter-Medium.otf)
casement_serve(${inter_dir}/Inter-SemiBold.otf fonts/Inter-SemiBold.otf)
casement_serve(${mono_dir}/JetBrainsMono-Regular.ttf fonts/JetBrainsMono-Regular.ttf)
casement_serve(${CASEMENT_LUCIDE_DIR}/lucide.woff2 fonts/lucide.woff2)

add_custom_target(site ALL DEPENDS ${copied})
# casement_finish(target name): what is done to a program once it is linked.
function(casement_finish target name)
  # Emscripten leaves the names of the script's own functions as they are written.
  if(NOT CASEMENT_AUDIT)
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
      COMMAND node ${CMAKE_SOURCE_DIR}/web/node_modules/terser/bin/terser ${CASEMENT_SITE}/${name}.js --module --compress passes=3,ecma=2020,unsafe_arrows,unsafe_methods
        --mangle --output ${CASEMENT_SITE}/${name}.js)
  endif()
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND} -DSITE=${CASEMENT_SITE} -DVERSION=${PROJECT_VERSION}
      -P ${CMAKE_SOURCE_DIR}/cmake/build-json.cmake)
endfunction()
casement_finish(console casement)
add_dependencies(console site)
include(cmake/desk.cmake)
add_dependencies(console desk)
