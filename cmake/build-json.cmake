# Writes build.json: what the page is going to load, so that it can show how far it is and prove what it got.
foreach(kind wasm js)
  set(path ${SITE}/casement.${kind})
  file(SIZE ${path} ${kind}_bytes)
  file(SHA256 ${path} ${kind}_sha256)
endforeach()
file(WRITE ${SITE}/build.json "{
  \"version\": \"${VERSION}\",
  \"wasm\": {\"path\": \"casement.wasm\", \"bytes\": ${wasm_bytes}, \"sha256\": \"${wasm_sha256}\"},
  \"js\": {\"path\": \"casement.js\", \"bytes\": ${js_bytes}, \"sha256\": \"${js_sha256}\"}
}
")
