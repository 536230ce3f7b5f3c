#include <core/base/time.hpp>
#include <core/json/schema_format.hpp>

namespace casement::json {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_date_time(std::string_view text) {
    return parse_rfc3339(text).ok();
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

bool is_uri(std::string_view text) {
    constexpr std::string_view kOthers = "-._~:/?#[]@!$&'()*+,;=%";
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return false;
    for (const char c : text.substr(0, colon)) {
        if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
    }
    bool fragment = false;
    for (std::size_t i = colon + 1; i < text.size(); ++i) {
        const char c = text[i];
        if (!is_letter(c) && !is_digit(c) && kOthers.find(c) == std::string_view::npos) return false;
        if (c == '#' && fragment) return false;
        fragment = fragment || c == '#';
        if (c == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
    }
    return true;
}

}  // namespace

FormatCheck find_format(std::string_view name) {
    if (name == "date-time") return is_date_time;
    if (name == "uri") return is_uri;
    if (name == "uuid") return is_uuid;
    return nullptr;
}

}  // namespace casement::json
