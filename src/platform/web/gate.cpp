#include <platform/web/backend.hpp>
#include <platform/web/gate.hpp>

#include <emscripten/emscripten.h>

#include <deque>

namespace casement::web {
namespace {

app::Console* g_console = nullptr;
bool g_busy = false;
std::deque<std::function<void(app::Console&)>> g_waiting;
std::deque<std::string> g_strings;  // a deque: room that was handed out does not move

void run(const std::function<void(app::Console&)>& call) {
    g_busy = true;
    call(*g_console);
    g_busy = false;
}

void run_waiting() {
    while (!g_busy && !g_waiting.empty()) {
        const auto call = std::move(g_waiting.front());
        g_waiting.pop_front();
        run(call);
    }
}

}  // namespace

void open_gate(app::Console& console) {
    g_console = &console;
}
bool gate_is_open() {
    return g_console != nullptr;
}

void tell(std::function<void(app::Console&)> call) {
    if (!g_console) return;
    g_waiting.push_back(std::move(call));
    run_waiting();
}

bool enter(const std::function<void(app::Console&)>& call) {
    if (!g_console || g_busy) return false;
    run(call);
    run_waiting();
    return true;
}

void arrive(app::Arrival arrival) {
    tell([arrival = std::move(arrival)](app::Console& console) mutable {
        console.arrive(std::move(arrival));
    });
    wake();
}

std::string take() {
    if (g_strings.empty()) return {};
    std::string text = std::move(g_strings.front());
    g_strings.pop_front();
    return text;
}

Error take_error() {
    Error error;
    error.code = take();
    error.place = take();
    error.message = take();
    error.remedy = take();
    return error;
}

}  // namespace casement::web

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE char* web_room(int n) {
    web::g_strings.emplace_back(static_cast<std::size_t>(n), '\0');
    return web::g_strings.back().data();
}

EMSCRIPTEN_KEEPALIVE void web_forget_strings() {
    web::g_strings.clear();
}

EMSCRIPTEN_KEEPALIVE void web_on_failed(unsigned ticket) {
    web::arrive(app::Failed{ticket, web::take_error()});
}

}  // extern "C"
