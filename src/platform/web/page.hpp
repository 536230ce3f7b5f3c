// The page around the canvas: title, address, live region, clipboard, files in and out, preferences, timers.
// web/js/page.js is the other half.
#pragma once

#include <string>

namespace casement::web {

std::string build_digest();  // "sha256:..." of the wasm, told by boot.js

}  // namespace casement::web

extern "C" {
void web_page_listen();
double web_page_now_ms();
void web_page_random(void* out, int bytes);
int web_page_digest(char* out, int capacity);
void web_page_say(const char* text, int bytes, int urgent);
void web_page_title(const char* text, int bytes);
void web_page_route(const char* hash, int bytes, int replace);
void web_page_copy(const char* text, int bytes);
void web_page_download(const char* name, int name_bytes, const char* mediatype, int mediatype_bytes,
                       const char* content, int content_bytes);
void web_page_pick(unsigned ticket, const char* accept, int accept_bytes, double max_bytes, int keep);
void web_page_wake_at(double at_ms);
void web_page_print(const char* name, int bytes);
void web_page_persist();
}
