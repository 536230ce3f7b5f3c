#include <platform/web/gate.hpp>
#include <platform/web/page.hpp>

#include <emscripten/emscripten.h>

namespace casement::web {

std::string build_digest() {
    char out[80];
    const int n = web_page_digest(out, sizeof out);
    return {out, static_cast<std::size_t>(n)};
}

}  // namespace casement::web

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_route() {
    web::arrive(app::RouteChanged{web::take()});
}
EMSCRIPTEN_KEEPALIVE void web_on_online(int online) {
    web::arrive(app::Online{online != 0});
}
EMSCRIPTEN_KEEPALIVE void web_on_persisted(int granted) {
    web::arrive(app::Persisted{granted != 0});
}

EMSCRIPTEN_KEEPALIVE void web_on_preferences(int dark, int high_contrast, int reduced_motion, float width_px,
                                             float height_px) {
    web::arrive(
        app::MediaPreferences{dark != 0, high_contrast != 0, reduced_motion != 0, width_px, height_px});
}

// Takes name, bytes, handle.
EMSCRIPTEN_KEEPALIVE void web_on_file_picked(unsigned ticket, double size) {
    app::FilePicked picked;
    picked.ticket = ticket;
    picked.name = web::take();
    picked.bytes = web::take();
    picked.handle = web::take();
    picked.size = static_cast<std::int64_t>(size);
    web::arrive(std::move(picked));
}

// Takes base, name, then the error's four strings (empty when fine).
EMSCRIPTEN_KEEPALIVE void web_on_folder_dropped() {
    app::FolderDropped dropped;
    dropped.base = web::take();
    dropped.name = web::take();
    dropped.error = web::take_error();
    web::arrive(std::move(dropped));
}

}  // extern "C"
