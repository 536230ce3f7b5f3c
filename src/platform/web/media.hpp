// Pictures behind a shield. web/js/media.js is the other half.
#pragma once

extern "C" {
void web_media_show(const char* part, int part_bytes, const char* url, int url_bytes,
                    const unsigned char* digest, double max_bytes, double max_pixels, int shield,
                    float strength);
void web_media_set_shield(int shield, float strength);
void web_media_reveal(const char* part, int part_bytes, int on);
void web_media_forget();
}
