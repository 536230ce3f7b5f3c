// Folding text for search: what a person means to be the same compares the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace casement::review {

// Next code point of UTF-8 text; malformed bytes give U+FFFD and move on by one byte. `at` moves past it.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t c);
bool is_space(char32_t c);  // the white space that fold() makes one blank

// Lower case of Latin, Greek, Cyrillic and Armenian by simple case mapping, accents of Latin letters dropped,
// Arabic tatweel and combining marks U+0300..036F and U+064B..0652 dropped, full-width forms to ASCII, white
// space to one blank. Other scripts stay as they are.
std::string fold(std::string_view text);

}  // namespace casement::review
