# casement_library(name folder dependencies...): a static library of every .cpp in `folder`, or an interface
# library while the folder holds headers only.
function(casement_library name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    # One by one in the builds that are worked with, where each file proves that it includes what it needs.
    set_target_properties(${name} PROPERTIES UNITY_BUILD ${CASEMENT_TOGETHER} UNITY_BUILD_BATCH_SIZE 10)
    target_link_libraries(${name} PUBLIC casement_flags ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE casement_flags ${ARGN})
  endif()
endfunction()
