#include <platform/native/media.hpp>

#include <cstdint>
#include <utility>

namespace casement::native {
namespace {

constexpr std::pair<std::string_view, std::string_view> kMediatypes[] = {
    {"png", "image/png"},   {"jpg", "image/jpeg"},  {"jpeg", "image/jpeg"}, {"gif", "image/gif"},
    {"webp", "image/webp"}, {"avif", "image/avif"}, {"mp4", "video/mp4"},   {"webm", "video/webm"},
    {"mp3", "audio/mpeg"},  {"ogg", "audio/ogg"},   {"wav", "audio/wav"},   {"m4a", "audio/mp4"}};

constexpr int kMaxSide = 65535;

unsigned at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}
unsigned big16(std::string_view bytes, std::size_t i) {
    return at(bytes, i) << 8 | at(bytes, i + 1);
}
unsigned little16(std::string_view bytes, std::size_t i) {
    return at(bytes, i + 1) << 8 | at(bytes, i);
}

PixelSize png_size(std::string_view head) {
    const auto big32 = [&](std::size_t i) {
        return std::uint32_t{big16(head, i)} << 16 | big16(head, i + 2);
    };
    if (head.size() < 24 || head.substr(12, 4) != "IHDR") return {};
    const std::uint32_t width = big32(16), height = big32(20);
    if (width > kMaxSide || height > kMaxSide) return {};
    return {static_cast<int>(width), static_cast<int>(height)};
}

// The frame header (SOF0 to SOF15 without DHT, JPG and DAC) holds the size; the segments before it are
// skipped.
PixelSize jpeg_size(std::string_view head) {
    for (std::size_t i = 2; i + 9 < head.size();) {
        if (at(head, i) != 0xFF) return {};
        const unsigned marker = at(head, i + 1);
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return {static_cast<int>(big16(head, i + 7)), static_cast<int>(big16(head, i + 5))};
        i += 2 + big16(head, i + 2);
    }
    return {};
}

}  // namespace

std::string mediatype_of(std::string_view file_name) {
    const auto dot = file_name.rfind('.');
    if (dot == std::string_view::npos) return {};
    std::string extension(file_name.substr(dot + 1));
    for (char& c : extension) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const auto& [known, mediatype] : kMediatypes) {
        if (extension == known) return std::string(mediatype);
    }
    return {};
}

PixelSize pixel_size(std::string_view head) {
    if (head.starts_with("\x89PNG\r\n\x1A\n")) return png_size(head);
    if (head.starts_with("\xFF\xD8")) return jpeg_size(head);
    const bool gif = head.size() >= 10 && (head.starts_with("GIF87a") || head.starts_with("GIF89a"));
    if (gif) return {static_cast<int>(little16(head, 6)), static_cast<int>(little16(head, 8))};
    return {};
}

}  // namespace casement::native
