// Long work in a worker with a program of its own. web/js/desk.js is the other half.
#pragma once

extern "C" {
void web_desk_start(unsigned ticket, const char* job, int bytes);
void web_desk_stop(unsigned ticket);
}
