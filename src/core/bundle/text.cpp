#include <core/bundle/text.hpp>

namespace casement::bundle {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t max_code_points) {
    std::string out;
    std::size_t points = 0;
    bool space = false;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && is_continuation(text[end])) ++end;
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead <= 0x20 || lead == 0x7F) {
            space = !out.empty();
            i = end;
            continue;
        }
        if (points + (space ? 1 : 0) + 1 > max_code_points) {
            out += "\xE2\x80\xA6";
            return out;
        }
        if (space) {
            out += ' ';
            ++points;
            space = false;
        }
        out.append(text, i, end - i);
        ++points;
        i = end;
    }
    return out;
}

bool is_language_shape(std::string_view text) {
    if (text.empty()) return true;
    std::size_t length = 0;
    bool first = true;
    for (char c : text) {
        if (c == '-') {
            if (length == 0) return false;
            length = 0;
            first = false;
            continue;
        }
        if (!is_letter(c) && (first || !is_digit(c))) return false;
        if (++length > 8) return false;
    }
    return length > 0;
}

}  // namespace casement::bundle
