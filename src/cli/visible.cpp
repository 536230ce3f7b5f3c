#include <cli/terminal.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

constexpr char32_t kBad = 0xFFFFFFFF;

// The next code point of strict UTF-8, or kBad and one byte taken.
char32_t next(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned lead = byte(i);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    const auto bad = [&] { return ++i, kBad; };
    if (size == 0 || i + size > text.size() || lead > 0xF4) return bad();
    char32_t point = size == 1 ? lead : lead & (0x7Fu >> size);
    for (std::size_t k = 1; k < size; ++k) {
        if ((byte(i + k) & 0xC0u) != 0x80u) return bad();
        point = point << 6 | (byte(i + k) & 0x3Fu);
    }
    const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return bad();
    i += size;
    return point;
}

// Controls, and format characters that reorder, hide or join text (UAX 9, and general category Cf where it
// hides).
bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string visible(std::string_view text, bool keep_lines) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        const char32_t c = next(text, i);
        if (c == kBad)
            out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[start]));
        else if (c == '\n' && keep_lines)
            out += '\n';
        else if (c == '\n')
            out += "\\n";
        else if (is_hidden(c))
            out += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c));
        else
            out.append(text, start, i - start);
    }
    return out;
}

}  // namespace casement::cli
