#include <platform/web/gate.hpp>
#include <platform/web/storage.hpp>

#include <emscripten/emscripten.h>

#include <cstdlib>

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_stored(unsigned ticket) {
    web::arrive(app::Stored{ticket});
}

// Takes store, key, value of each record; then key id, seq in decimal, record, envelope of each decision;
// then record and envelope of each that was received.
EMSCRIPTEN_KEEPALIVE void web_on_stored_state(unsigned ticket, int records, int decisions, int received) {
    app::StoredState state;
    state.ticket = ticket;
    for (int i = 0; i < records; ++i) {
        app::StoredRecord record;
        record.store = web::take();
        record.key = web::take();
        record.value = web::take();
        state.records.push_back(std::move(record));
    }
    for (int i = 0; i < decisions; ++i) {
        app::StoredDecision decision;
        decision.key_id = web::take();
        decision.seq = std::strtoll(web::take().c_str(), nullptr, 10);
        decision.record = web::take();
        decision.envelope = web::take();
        state.decisions.push_back(std::move(decision));
    }
    for (int i = 0; i < received; ++i) {
        app::StoredDecision decision;
        decision.record = web::take();
        decision.envelope = web::take();
        state.received.push_back(std::move(decision));
    }
    web::arrive(std::move(state));
}

}  // extern "C"
