// What every part of the JSON folder needs to know about text: UTF-8 and JSON pointers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace casement::json {

// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms,
// nothing above U+10FFFF), or npos.
std::size_t find_invalid_utf8(std::string_view text);

// The character that begins at `at`, in text that is UTF-8; in text that is not, some character of length 1.
struct Decoded {
    char32_t code_point;
    std::size_t length;
};
Decoded decode_utf8(std::string_view text, std::size_t at);

// UTF-16 code units of text that is UTF-8: two for the supplementary planes.
std::size_t utf16_length(std::string_view text);

// Orders UTF-8 as its UTF-16 code units would be ordered: ECMAScript's <, and RFC 8785, 3.2.3.
bool utf16_less(std::string_view a, std::string_view b);

// One reference token of a JSON pointer (RFC 6901), with ~ and / escaped.
void append_pointer_token(std::string& pointer, std::string_view token);

}  // namespace casement::json
