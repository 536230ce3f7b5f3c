// Bytes from the server or from a dropped folder, and their digests. web/js/fetch.js is the other half.
#pragma once

extern "C" {
void web_fetch(unsigned ticket, const char* url, int url_bytes, double max_bytes, int gunzip,
               double max_unpacked_bytes);
void web_fetch_cancel(unsigned ticket);
// items: pointer and length, alternating.
void web_hash(unsigned ticket, const unsigned* items, int count);
}
