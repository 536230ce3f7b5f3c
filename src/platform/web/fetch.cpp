#include <platform/web/fetch.hpp>
#include <platform/web/gate.hpp>

#include <emscripten/emscripten.h>

#include <algorithm>

namespace {

casement::Digest take_digest() {
    const std::string bytes = casement::web::take();
    casement::Digest digest;
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.bytes.size()), digest.bytes.begin());
    return digest;
}

}  // namespace

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_fetch_progress(unsigned ticket, double bytes, double total_bytes) {
    web::arrive(
        app::FetchProgress{ticket, static_cast<std::int64_t>(bytes), static_cast<std::int64_t>(total_bytes)});
}

// Takes the digest's 32 bytes, then the content.
EMSCRIPTEN_KEEPALIVE void web_on_fetched(unsigned ticket, double stored_bytes) {
    app::Fetched fetched;
    fetched.ticket = ticket;
    fetched.stored_bytes = static_cast<std::int64_t>(stored_bytes);
    fetched.digest = take_digest();
    fetched.bytes = web::take();
    web::arrive(std::move(fetched));
}

// Takes `count` digests of 32 bytes.
EMSCRIPTEN_KEEPALIVE void web_on_hashed(unsigned ticket, int count) {
    app::Hashed hashed;
    hashed.ticket = ticket;
    for (int i = 0; i < count; ++i) hashed.digests.push_back(take_digest());
    web::arrive(std::move(hashed));
}

}  // extern "C"
