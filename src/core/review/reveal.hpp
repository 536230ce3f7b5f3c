// What a text hides: characters that steer direction, take no room, or are not seen. They are shown, never
// silently drawn. Sources: Unicode 15 general category Cf and bidi classes; UTS 39 section 5.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casement::review {

struct Hidden {
    std::int64_t start = 0;  // UTF-16 code units
    std::int64_t length = 1;
    const char* name = "";  // short name on the badge: "RLO", "ZWSP"
};

// Joiners are left alone where a script needs them: ZWJ between emoji, ZWJ and ZWNJ between letters of
// Arabic, Indic and other joining scripts. Everything else of the kind is reported, in order.
std::vector<Hidden> hidden_characters(std::string_view text);

// The part of `text` between two UTF-16 offsets; a surrogate pair is never cut in half (it is left out).
std::string_view utf16_slice(std::string_view text, std::int64_t start, std::int64_t end);

}  // namespace casement::review
