#include <core/base/digest.hpp>

namespace casement {
namespace {

constexpr std::string_view kPrefix = "sha256:";

int lower_hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

Error format_error(const char* message) {
    return {"digest.format", "", message, "write it as sha256: followed by 64 lower-case hexadecimal digits"};
}

}  // namespace

std::string Digest::hex() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string Digest::text() const {
    return std::string(kPrefix) + hex();
}

Result<Digest> Digest::from_text(std::string_view text) {
    if (!text.starts_with(kPrefix)) return format_error("a digest begins with sha256:");
    return from_hex(text.substr(kPrefix.size()));
}

Result<Digest> Digest::from_hex(std::string_view hex) {
    if (hex.size() != 64) return format_error("a SHA-256 digest has 64 hexadecimal digits");
    Digest digest;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = lower_hex_digit(hex[2 * i]);
        const int low = lower_hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) return format_error("a digest is written in lower-case hexadecimal digits");
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

}  // namespace casement
