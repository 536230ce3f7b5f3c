#include <platform/web/gate.hpp>
#include <platform/web/vault.hpp>

#include <emscripten/emscripten.h>

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_locked(unsigned ticket) {
    web::arrive(app::Locked{ticket});
}

EMSCRIPTEN_KEEPALIVE void web_on_unlocked(unsigned ticket) {
    web::arrive(app::Unlocked{ticket});
}

EMSCRIPTEN_KEEPALIVE void web_on_lock_due() {
    web::arrive(app::LockDue{});
}

EMSCRIPTEN_KEEPALIVE void web_on_writer(int mine) {
    web::arrive(app::Writer{mine != 0});
}

}  // extern "C"
