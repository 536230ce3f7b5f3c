#include <core/base/uuid.hpp>

namespace casement {
namespace {

bool is_hyphen_place(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

Error uuid_error(const char* message) {
    return {"uuid.format", "", message,
            "use a UUID version 7 in lower case, as in 0192f0c1-7d5e-7a3b-8c4d-5e6f70819203"};
}

}  // namespace

std::string uuid_v7(TimeMs now_ms, const std::array<std::uint8_t, 10>& random) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::array<std::uint8_t, 16> bytes{};
    for (int i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(now_ms >> (40 - 8 * i) & 255);
    for (std::size_t i = 0; i < random.size(); ++i) bytes[6 + i] = random[i];
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));

    std::string text;
    text.reserve(36);
    for (const std::uint8_t byte : bytes) {
        if (is_hyphen_place(text.size())) text += '-';
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

Result<void> check_uuid_v7(std::string_view text) {
    if (text.size() != 36) return uuid_error("a UUID has 36 characters");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (is_hyphen_place(i) ? c != '-' : !digit) {
            return uuid_error("a UUID is lower-case hexadecimal digits in groups of 8, 4, 4, 4 and 12");
        }
    }
    if (text[14] != '7') return uuid_error("the UUID is not of version 7");
    if (text[19] != '8' && text[19] != '9' && text[19] != 'a' && text[19] != 'b') {
        return uuid_error("the UUID is not of the RFC 9562 variant");
    }
    return {};
}

}  // namespace casement
