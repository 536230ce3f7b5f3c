#include <core/review/fold.hpp>
#include <core/review/reveal.hpp>

#include <algorithm>

namespace casement::review {
namespace {

const char* hidden_name(char32_t c) {
    switch (c) {
        case 0x00AD:
            return "SHY";
        case 0x061C:
            return "ALM";
        case 0x180E:
            return "MVS";
        case 0x200B:
            return "ZWSP";
        case 0x200C:
            return "ZWNJ";
        case 0x200D:
            return "ZWJ";
        case 0x200E:
            return "LRM";
        case 0x200F:
            return "RLM";
        case 0x202A:
            return "LRE";
        case 0x202B:
            return "RLE";
        case 0x202C:
            return "PDF";
        case 0x202D:
            return "LRO";
        case 0x202E:
            return "RLO";
        case 0x2060:
            return "WJ";
        case 0x2061:
        case 0x2062:
        case 0x2063:
        case 0x2064:
            return "INV";
        case 0x2066:
            return "LRI";
        case 0x2067:
            return "RLI";
        case 0x2068:
            return "FSI";
        case 0x2069:
            return "PDI";
        case 0x3164:
        case 0x115F:
        case 0x1160:
        case 0xFFA0:
            return "FILL";
        case 0xFEFF:
            return "BOM";
        default:
            break;
    }
    if (c >= 0xE0000 && c <= 0xE007F) return "TAG";
    if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') return "CTRL";
    if (c >= 0x7F && c <= 0x9F) return "CTRL";
    return nullptr;
}

bool is_emoji_like(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF) || c == 0xFE0F ||
           (c >= 0x1F3FB && c <= 0x1F3FF);
}

// Scripts in which joiners change how words are written: Arabic, Syriac, N'Ko, Indic, Sinhala, Myanmar,
// Khmer, Mongolian.
bool is_joining_script(char32_t c) {
    return (c >= 0x0600 && c <= 0x07FF) || (c >= 0x08A0 && c <= 0x0DFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x18AF) || (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE);
}

int units(char32_t c) {
    return c >= 0x10000 ? 2 : 1;
}

}  // namespace

std::vector<Hidden> hidden_characters(std::string_view text) {
    std::vector<Hidden> found;
    std::int64_t unit = 0;
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        std::size_t peek = at;
        const char32_t after = at < text.size() ? next_code_point(text, peek) : 0;
        if (const char* label = hidden_name(c)) {
            const bool in_emoji = c == 0x200D && is_emoji_like(before) && is_emoji_like(after);
            const bool in_word = (c == 0x200C || c == 0x200D) && is_joining_script(before) &&
                                 (c == 0x200D || is_joining_script(after));
            // The flags of England, Scotland and Wales are tag sequences behind a black flag.
            const bool in_flag = c >= 0xE0020 && c <= 0xE007F &&
                                 (before == 0x1F3F4 || (before >= 0xE0020 && before <= 0xE007E));
            if (!in_emoji && !in_word && !in_flag) found.push_back({unit, units(c), label});
        }
        unit += units(c);
        before = c;
    }
    return found;
}

std::string_view utf16_slice(std::string_view text, std::int64_t start, std::int64_t end) {
    std::size_t from = text.size(), to = 0;
    std::int64_t unit = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = next_code_point(text, at);
        if (unit >= start && unit + units(c) <= end) {
            from = std::min(from, here);
            to = at;
        }
        unit += units(c);
    }
    return from < to ? text.substr(from, to - from) : std::string_view{};
}

}  // namespace casement::review
