#include <platform/web/gate.hpp>
#include <platform/web/keys.hpp>

#include <emscripten/emscripten.h>

using namespace casement;

extern "C" {

// Takes key id, public x, SPKI PEM.
EMSCRIPTEN_KEEPALIVE void web_on_key_ready(unsigned ticket, int made, int temporary) {
    app::KeyReady ready;
    ready.ticket = ticket;
    ready.key_id = web::take();
    ready.public_x = web::take();
    ready.spki_pem = web::take();
    ready.made = made != 0;
    ready.temporary = temporary != 0;
    web::arrive(std::move(ready));
}

// Takes a signature for each message.
EMSCRIPTEN_KEEPALIVE void web_on_signed(unsigned ticket, int count) {
    app::Signed answer{ticket, {}};
    for (int i = 0; i < count; ++i) answer.signatures.push_back(web::take());
    web::arrive(std::move(answer));
}

// Takes one byte an item: 1 valid, 0 not.
EMSCRIPTEN_KEEPALIVE void web_on_signatures_checked(unsigned ticket) {
    app::SignaturesChecked checked;
    checked.ticket = ticket;
    for (const char c : web::take()) checked.valid.push_back(c == 1);
    web::arrive(std::move(checked));
}

}  // extern "C"
