// The canvas, the pointer, the keys and the loop. web/js/backend.js is the other half.
//
// Frames are drawn on demand: one requestAnimationFrame a wake, none when nothing happens.
#pragma once

namespace casement::web {

// Creates the WebGL2 context, ImGui's context and the listeners. False when there is no WebGL2.
bool start_backend();

void wake();  // three frames: ImGui settles a layout in two
float dpr();  // device px per CSS px
bool context_is_lost();
void set_clear_colour(float r, float g, float b);

}  // namespace casement::web

extern "C" {
void web_backend_listen();  // from here on the exported web_on_* are called
void web_backend_request_frame();
void web_backend_set_cursor(const char* css_cursor);
void web_backend_fatal(const char* code);  // the page shows why nothing can be drawn
}
