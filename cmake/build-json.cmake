# Writes build.json: what the page is going to load, so that it can show how far it is and prove what it got. Both
# programs write it, whichever is linked last; before the other is there, nothing is written.
foreach(program casement casement-desk)
  foreach(kind wasm js)
    set(path ${SITE}/${program}.${kind})
    if(NOT EXISTS ${path})
      return()
    endif()
    file(SIZE ${path} bytes)
    file(SHA256 ${path} sha256)
    set(${program}_${kind} "{\"path\": \"${program}.${kind}\", \"bytes\": ${bytes}, \"sha256\": \"${sha256}\"}")
  endforeach()
endforeach()
file(WRITE ${SITE}/build.json "{
  \"version\": \"${VERSION}\",
  \"wasm\": ${casement_wasm},
  \"js\": ${casement_js},
  \"desk\": {
    \"wasm\": ${casement-desk_wasm},
    \"js\": ${casement-desk_js}
  }
}
")
