// The reviewer's signing key (WebCrypto Ed25519, not extractable) and the checking of signatures.
// web/js/keys.js is the other half.
#pragma once

extern "C" {
void web_keys_ensure(unsigned ticket);
// messages: pointer and length of each.
void web_keys_sign(unsigned ticket, const unsigned* messages, int count);
// items: pointer and length of public x, message and signature of each item: six words an item.
void web_keys_verify(unsigned ticket, const unsigned* items, int count);
}
