# The command line and what it stands on: files, OpenSSL, zlib.
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)

casement_library(casement_native src/platform/native casement_decision OpenSSL::Crypto ZLIB::ZLIB fmt::fmt)

file(GLOB cli_sources CONFIGURE_DEPENDS src/cli/*.cpp)
if(cli_sources)
  add_executable(casement ${cli_sources})
  target_link_libraries(casement PRIVATE casement_native casement_review)
  target_compile_definitions(casement PRIVATE CASEMENT_VERSION="${PROJECT_VERSION}")
endif()

file(GLOB conformance_sources CONFIGURE_DEPENDS tests/conformance/*.cpp)
if(conformance_sources)
  add_executable(conformance ${conformance_sources})
  target_link_libraries(conformance PRIVATE casement_native)
endif()

# Under sanitizers only tests and fuzz targets run: what no test starts is not built.
if(CASEMENT_SANITIZE)
  set_target_properties(casement conformance PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
