// What is kept in this browser (IndexedDB, database "casement"). web/js/storage.js is the other half.
#pragma once

extern "C" {
void web_storage_load(unsigned ticket);
void web_storage_put(unsigned ticket, const char* store, int store_bytes, const char* key, int key_bytes,
                     const char* value, int value_bytes);
void web_storage_append(unsigned ticket, const char* key_id, int key_id_bytes, double seq, const char* record,
                        int record_bytes, const char* envelope, int envelope_bytes, const char* draft_key,
                        int draft_key_bytes);
// items: pointer and length of digest, record and envelope of each: six words an item.
void web_storage_receive(unsigned ticket, const unsigned* items, int count);
}
