#include <core/base/base64.hpp>

#include <array>
#include <cstdint>

namespace casement {
namespace {

struct Alphabet {
    const char* digits;
    bool padded;
    std::array<std::int8_t, 256> values;  // -1: not a digit
};

constexpr Alphabet alphabet_of(const char* digits, bool padded) {
    Alphabet out{digits, padded, {}};
    out.values.fill(-1);
    for (int i = 0; i < 64; ++i)
        out.values[static_cast<std::uint8_t>(digits[i])] = static_cast<std::int8_t>(i);
    return out;
}
constexpr Alphabet kStandard =
    alphabet_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", true);
constexpr Alphabet kUrl =
    alphabet_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", false);

std::string encode(const Alphabet& alphabet, std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (k < count ? static_cast<std::uint8_t>(bytes[i + k]) : 0u);
        }
        for (std::size_t k = 0; k <= count; ++k) text += alphabet.digits[group >> (18 - 6 * k) & 63];
        if (alphabet.padded) text.append(3 - count, '=');
    }
    return text;
}

Error format_error(std::size_t at, const char* message) {
    return {"base64.format", "byte " + std::to_string(at), message,
            "encode the bytes again, without white space"};
}

Result<std::string> decode(const Alphabet& alphabet, std::string_view text) {
    if (alphabet.padded) {
        if (text.size() % 4 != 0) return format_error(text.size(), "the length is not a multiple of four");
        // At most two padding characters; a third is an illegal digit below.
        for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    }
    const std::size_t rest = text.size() % 4;
    if (rest == 1) return format_error(text.size(), "a single digit is left over");

    std::string bytes(text.size() / 4 * 3, '\0');
    char* next = bytes.data();
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::int8_t value = alphabet.values[static_cast<std::uint8_t>(text[i])];
        if (value < 0) return format_error(i, "a character is not in the alphabet");
        group = group << 6 | static_cast<std::uint32_t>(value);
        if (i % 4 == 3) {
            *next++ = static_cast<char>(group >> 16 & 255);
            *next++ = static_cast<char>(group >> 8 & 255);
            *next++ = static_cast<char>(group & 255);
            group = 0;
        }
    }
    const std::uint32_t unused = rest == 2 ? group & 15 : rest == 3 ? group & 3 : 0;
    if (unused != 0) return format_error(text.size() - 1, "the unused bits of the last digit are not zero");
    if (rest == 2) bytes += static_cast<char>(group >> 4 & 255);
    if (rest == 3) {
        bytes += static_cast<char>(group >> 10 & 255);
        bytes += static_cast<char>(group >> 2 & 255);
    }
    return bytes;
}

}  // namespace

std::string base64_encode(std::string_view bytes) {
    return encode(kStandard, bytes);
}
Result<std::string> base64_decode(std::string_view text) {
    return decode(kStandard, text);
}
std::string base64url_encode(std::string_view bytes) {
    return encode(kUrl, bytes);
}
Result<std::string> base64url_decode(std::string_view text) {
    return decode(kUrl, text);
}

}  // namespace casement
