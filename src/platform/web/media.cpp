#include <core/bundle/image_header.hpp>
#include <platform/web/gate.hpp>
#include <platform/web/media.hpp>

#include <emscripten/emscripten.h>

using namespace casement;

extern "C" {

// phase: 0 loading, 1 shown, 2 failed. Takes the part, and the error's four strings when failed.
EMSCRIPTEN_KEEPALIVE void web_on_media_state(int phase, int width_px, int height_px) {
    app::MediaState state;
    state.part_id = web::take();
    state.phase = static_cast<app::MediaState::Phase>(phase);
    if (state.phase == app::MediaState::Phase::failed) state.error = web::take_error();
    state.width_px = width_px;
    state.height_px = height_px;
    web::arrive(std::move(state));
}

EMSCRIPTEN_KEEPALIVE void web_on_media_revealed(double span_ms) {
    web::arrive(app::MediaRevealed{web::take(), static_cast<std::int64_t>(span_ms)});
}

// Reads the header of the picture whose bytes were written last. out: format, width, height, animated.
// Returns 0 when the bytes are no picture that is understood.
EMSCRIPTEN_KEEPALIVE int web_image_header(int* out) {
    const std::string bytes = web::take();
    const auto header = bundle::read_image_header(bytes);
    if (!header) return 0;
    out[0] = static_cast<int>(header->format);
    out[1] = static_cast<int>(header->width_px);
    out[2] = static_cast<int>(header->height_px);
    out[3] = header->animated;
    return 1;
}

}  // extern "C"
