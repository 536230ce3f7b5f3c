// The gate between JavaScript and the console: whatever arrives goes through here.
//
// Two rules are kept. The console is never entered twice: what arrives while it draws or updates (an event
// fired by a change of the DOM, an effect that fails at once) waits until it is done. And strings come in
// whole: JavaScript asks for room with web_room(n), writes, and calls the exported function, which takes them
// in the same order.
#pragma once

#include <app/ports.hpp>

#include <functional>
#include <string>
#include <utility>

namespace casement::web {

void open_gate(app::Console& console);
bool gate_is_open();

// Runs `call` now, or after the call in progress.
void tell(std::function<void(app::Console&)> call);

// Runs `call` now even from within an event: for what must answer at once (a key, drawing). False when the
// console is busy or absent: then `call` was not run.
bool enter(const std::function<void(app::Console&)>& call);

// An arrival, and a frame that shows it.
void arrive(app::Arrival arrival);

// The oldest string that JavaScript wrote and nobody took.
std::string take();
// The four strings of an Error: code, place, message, remedy.
Error take_error();

}  // namespace casement::web
