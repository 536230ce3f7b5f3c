# icons.hpp: the code points of the icons the console names, from lucide's own table. A name that lucide does not
# have stops the configuration, so that no icon is ever an empty box.
set(CASEMENT_LUCIDE_DIR ${CMAKE_SOURCE_DIR}/web/node_modules/lucide-static/font)
if(NOT EXISTS ${CASEMENT_LUCIDE_DIR}/codepoints.json)
  find_program(CASEMENT_NPM npm REQUIRED)
  execute_process(COMMAND ${CASEMENT_NPM} ci --ignore-scripts --no-audit --no-fund
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web COMMAND_ERROR_IS_FATAL ANY)
endif()

set(icon_names
  arrow-down arrow-up book-open chart-column check chevron-down chevron-left chevron-right circle circle-help clock
  contrast copy diamond download ellipsis external-link eye eye-off file-text flag flask-conical folder-open highlighter history key-round
  keyboard list lock menu message-square minus moon panel-left pen-line plus printer refresh-cw search settings shield-check
  square sun tag triangle-alert undo-2 upload users x)

# CMake has no hexadecimal bytes: U+0800..U+FFFF is written as three octal escapes.
function(casement_utf8_escape code out)
  set(text "")
  math(EXPR lead "0xE0 + (${code} >> 12)")
  math(EXPR middle "0x80 + ((${code} >> 6) & 0x3F)")
  math(EXPR last "0x80 + (${code} & 0x3F)")
  foreach(byte ${lead} ${middle} ${last})
    math(EXPR a "${byte} >> 6")
    math(EXPR b "(${byte} >> 3) & 7")
    math(EXPR c "${byte} & 7")
    string(APPEND text "\\${a}${b}${c}")
  endforeach()
  set(${out} ${text} PARENT_SCOPE)
endfunction()

file(READ ${CASEMENT_LUCIDE_DIR}/codepoints.json codepoints)
set(lines "")
foreach(name ${icon_names})
  string(JSON code ERROR_VARIABLE missing GET ${codepoints} ${name})
  if(missing)
    message(FATAL_ERROR "lucide has no icon \"${name}\": ${missing}")
  endif()
  casement_utf8_escape(${code} escape)
  string(REPLACE "-" ";" words ${name})
  set(constant "kIcon")
  foreach(word ${words})
    string(SUBSTRING ${word} 0 1 first)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${first} first)
    string(APPEND constant ${first}${rest})
  endforeach()
  string(APPEND lines "constexpr const char* ${constant} = \"${escape}\";\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/ui/icons.hpp @ONLY CONTENT
"// Made by cmake/icons.cmake from lucide's table. Drawn with app::Face::icon.
#pragma once

namespace casement::ui {

${lines}
}  // namespace casement::ui
")
set(CASEMENT_ICONS_INCLUDE ${CMAKE_BINARY_DIR}/generated)
