#include <platform/web/desk.hpp>
#include <platform/web/gate.hpp>

#include <emscripten/emscripten.h>

using namespace casement;

extern "C" {

// Takes the note.
EMSCRIPTEN_KEEPALIVE void web_on_desk_progress(unsigned ticket, double done, double total) {
    web::arrive(app::DeskProgress{ticket, static_cast<std::int64_t>(done), static_cast<std::int64_t>(total),
                                  web::take()});
}

// Takes the result.
EMSCRIPTEN_KEEPALIVE void web_on_desk_done(unsigned ticket) {
    web::arrive(app::DeskDone{ticket, web::take()});
}

}  // extern "C"
