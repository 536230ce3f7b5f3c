#include <core/bundle/image_header.hpp>

#include <algorithm>
#include <optional>

namespace casement::bundle {
namespace {

Error truncated() {
    return {"image.truncated", "", "The picture ends inside its header", "Fetch the bundle again"};
}

Error malformed(const char* message) {
    return {"image.header", "", message, "Report the bundle to its publisher"};
}

// Reads numbers at a place; what lies beyond the end reads as nothing.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    std::size_t size() const { return bytes_.size(); }
    bool has(std::size_t at, std::size_t n) const { return at <= size() && n <= size() - at; }
    bool matches(std::size_t at, std::string_view text) const {
        return has(at, text.size()) && bytes_.substr(at, text.size()) == text;
    }
    std::string_view slice(std::size_t at, std::size_t n) const { return bytes_.substr(at, n); }

    std::optional<std::uint32_t> big(std::size_t at, std::size_t n) const {
        if (!has(at, n)) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < n; ++i) value = value << 8 | byte(at + i);
        return value;
    }
    std::optional<std::uint32_t> little(std::size_t at, std::size_t n) const {
        if (!has(at, n)) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = n; i-- > 0;) value = value << 8 | byte(at + i);
        return value;
    }

  private:
    std::uint32_t byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }

    std::string_view bytes_;
};

Result<ImageHeader> checked(ImageHeader header) {
    if (header.width_px == 0 || header.height_px == 0)
        return malformed("The picture has a side of no pixels");
    return header;
}

// ---- PNG: signature, then chunks of length, type, data, CRC; IHDR first, acTL before IDAT when animated.

constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};

Result<ImageHeader> read_png(const Bytes& bytes) {
    constexpr std::uint32_t kHeaderBytes = 13, kMaxSide = 0x7fffffff;
    std::size_t at = kPngSignature.size();
    const auto length = bytes.big(at, 4);
    const auto width = bytes.big(at + 8, 4), height = bytes.big(at + 12, 4);
    if (!length || !width || !height || !bytes.has(at, 12 + kHeaderBytes)) return truncated();
    if (*length != kHeaderBytes || !bytes.matches(at + 4, "IHDR"))
        return malformed("A PNG must begin with IHDR");
    if (*width > kMaxSide || *height > kMaxSide)
        return malformed("The PNG has a side beyond 2^31 - 1 pixels");

    ImageHeader header{ImageFormat::png, *width, *height, false};
    at += 12 + kHeaderBytes;
    while (bytes.has(at, 8) && !bytes.matches(at + 4, "IDAT")) {
        if (bytes.matches(at + 4, "acTL")) header.animated = true;
        const std::size_t step = std::size_t{*bytes.big(at, 4)} + 12;
        if (!bytes.has(at, step)) break;
        at += step;
    }
    return checked(header);
}

// ---- JPEG: markers; each but a few is followed by a length; a frame header (SOFn) holds the dimensions.

Result<ImageHeader> read_jpeg(const Bytes& bytes) {
    std::size_t at = 2;
    for (;;) {
        const auto prefix = bytes.big(at, 1);
        if (!prefix) return truncated();
        if (*prefix != 0xff) return malformed("A JPEG marker is missing");
        while (bytes.big(at, 1) == 0xffU) ++at;  // fill bytes
        const auto marker = bytes.big(at, 1);
        if (!marker) return truncated();
        ++at;
        if (*marker == 0x01 || (*marker >= 0xd0 && *marker <= 0xd7)) continue;  // stand alone
        if (*marker == 0xd8 || *marker == 0xd9 || *marker == 0xda || *marker == 0x00)
            return malformed("The JPEG has no frame header before its data");
        const auto length = bytes.big(at, 2);
        if (!length) return truncated();
        if (*length < 2) return malformed("A JPEG segment is shorter than its own length");
        const bool frame =
            *marker >= 0xc0 && *marker <= 0xcf && *marker != 0xc4 && *marker != 0xc8 && *marker != 0xcc;
        if (frame) {
            if (*length < 8) return malformed("The JPEG's frame header is too short");
            const auto height = bytes.big(at + 3, 2), width = bytes.big(at + 5, 2);
            if (!height || !width) return truncated();
            return checked({ImageFormat::jpeg, *width, *height, false});
        }
        at += *length;
    }
}

// ---- GIF: screen size; then extensions and images, each followed by sub-blocks that end with an empty one.

std::optional<std::size_t> after_sub_blocks(const Bytes& bytes, std::size_t at) {
    for (;;) {
        const auto n = bytes.little(at, 1);
        if (!n) return std::nullopt;
        at += 1 + *n;
        if (*n == 0) return at;
    }
}

std::size_t colour_table_bytes(std::uint32_t flags) {
    return flags & 0x80 ? std::size_t{3} << ((flags & 7) + 1) : 0;
}

Result<ImageHeader> read_gif(const Bytes& bytes) {
    const auto width = bytes.little(6, 2), height = bytes.little(8, 2), flags = bytes.little(10, 1);
    if (!width || !height || !flags) return truncated();
    ImageHeader header{ImageFormat::gif, *width, *height, false};
    std::size_t at = 13 + colour_table_bytes(*flags);
    int images = 0;
    while (images < 2) {
        const auto kind = bytes.little(at, 1);
        std::optional<std::size_t> next;
        if (kind == 0x21U) {
            next = after_sub_blocks(bytes, at + 2);
        } else if (kind == 0x2cU) {
            ++images;
            const auto local = bytes.little(at + 9, 1);
            if (local) next = after_sub_blocks(bytes, at + 11 + colour_table_bytes(*local));
        }
        if (!next) break;  // the trailer, or cut short: a decoder shows what there is
        at = *next;
    }
    header.animated = images > 1;
    return checked(header);
}

// ---- WebP: RIFF with VP8 (lossy), VP8L (lossless) or VP8X (extended) first.

Result<ImageHeader> read_webp(const Bytes& bytes) {
    constexpr std::size_t kChunk = 12, kData = 20;
    ImageHeader header{ImageFormat::webp, 0, 0, false};
    if (!bytes.has(kChunk, 8)) return truncated();
    if (bytes.matches(kChunk, "VP8X")) {
        const auto flags = bytes.little(kData, 1), width = bytes.little(kData + 4, 3),
                   height = bytes.little(kData + 7, 3);
        if (!flags || !width || !height) return truncated();
        header.width_px = *width + 1;
        header.height_px = *height + 1;
        header.animated = *flags & 0x02;
    } else if (bytes.matches(kChunk, "VP8L")) {
        const auto signature = bytes.little(kData, 1), sizes = bytes.little(kData + 1, 4);
        if (!signature || !sizes) return truncated();
        if (*signature != 0x2f) return malformed("The lossless WebP has another signature");
        header.width_px = (*sizes & 0x3fff) + 1;
        header.height_px = (*sizes >> 14 & 0x3fff) + 1;
    } else if (bytes.matches(kChunk, "VP8 ")) {
        const auto tag = bytes.little(kData, 3), start = bytes.big(kData + 3, 3);
        const auto width = bytes.little(kData + 6, 2), height = bytes.little(kData + 8, 2);
        if (!tag || !start || !width || !height) return truncated();
        if ((*tag & 1) != 0 || *start != 0x9d012a)
            return malformed("The lossy WebP does not begin with a key frame");
        header.width_px = *width & 0x3fff;
        header.height_px = *height & 0x3fff;
    } else {
        return malformed("The WebP begins with an unknown chunk");
    }
    return checked(header);
}

// ---- AVIF: boxes of length and type. ispe (item extents) lies in meta/iprp/ipco, tkhd in moov/trak.

struct Box {
    std::string_view type;
    std::size_t begin = 0, end = 0;  // of its content
};

std::optional<Box> read_box(const Bytes& bytes, std::size_t at, std::size_t end) {
    if (at > end || end - at < 8) return std::nullopt;
    const std::uint32_t stated = *bytes.big(at, 4);
    std::size_t header = 8, size = stated;
    if (stated == 0) {
        size = end - at;
    } else if (stated == 1) {
        header = 16;
        if (end - at < header || *bytes.big(at + 8, 4) != 0) return std::nullopt;  // 4 GiB and more
        size = *bytes.big(at + 12, 4);
    }
    if (size < header || size > end - at) return std::nullopt;
    return Box{bytes.slice(at + 4, 4), at + header, at + size};
}

bool is_avif(const Bytes& bytes, bool& sequence) {
    if (!bytes.matches(4, "ftyp")) return false;
    const auto box = read_box(bytes, 0, bytes.size());
    if (!box || box->end - box->begin < 8) return false;
    bool still = false;
    for (std::size_t at = box->begin; at + 4 <= box->end; at += 4) {
        if (at == box->begin + 4) continue;  // minor version
        still = still || bytes.matches(at, "avif");
        sequence = sequence || bytes.matches(at, "avis");
    }
    return still || sequence;
}

void widen(ImageHeader& header, std::uint32_t width, std::uint32_t height) {
    header.width_px = std::max(header.width_px, width);
    header.height_px = std::max(header.height_px, height);
}

void read_extents(const Bytes& bytes, const Box& box, ImageHeader& header) {
    const std::size_t n = box.end - box.begin;
    if (box.type == "ispe" && n >= 12)
        widen(header, *bytes.big(box.begin + 4, 4), *bytes.big(box.begin + 8, 4));
    // Width and height are the last two numbers of a track header, with 16 bits of fraction.
    if (box.type == "tkhd" && n >= 84)
        widen(header, *bytes.big(box.end - 8, 4) >> 16, *bytes.big(box.end - 4, 4) >> 16);
}

constexpr int kMaxBoxDepth = 4;  // meta/iprp/ipco/ispe

void walk_boxes(const Bytes& bytes, std::size_t begin, std::size_t end, int depth, ImageHeader& header) {
    for (auto box = read_box(bytes, begin, end); box; box = read_box(bytes, begin, end)) {
        read_extents(bytes, *box, header);
        const bool full = box->type == "meta";  // a version and flags come before its boxes
        const bool nested =
            full || box->type == "iprp" || box->type == "ipco" || box->type == "moov" || box->type == "trak";
        const std::size_t inside = box->begin + (full ? 4 : 0);
        if (nested && depth < kMaxBoxDepth && inside <= box->end)
            walk_boxes(bytes, inside, box->end, depth + 1, header);
        begin = box->end;
    }
}

Result<ImageHeader> read_avif(const Bytes& bytes, bool sequence) {
    ImageHeader header{ImageFormat::avif, 0, 0, sequence};
    walk_boxes(bytes, 0, bytes.size(), 1, header);
    if (header.width_px == 0 || header.height_px == 0)
        return malformed("The AVIF does not say how large it is");
    return header;
}

}  // namespace

Result<ImageHeader> read_image_header(std::string_view text) {
    const Bytes bytes(text);
    if (bytes.matches(0, kPngSignature)) return read_png(bytes);
    if (bytes.matches(0, "\xff\xd8\xff")) return read_jpeg(bytes);
    if (bytes.matches(0, "GIF87a") || bytes.matches(0, "GIF89a")) return read_gif(bytes);
    if (bytes.matches(0, "RIFF") && bytes.matches(8, "WEBP")) return read_webp(bytes);
    bool sequence = false;
    if (is_avif(bytes, sequence)) return read_avif(bytes, sequence);
    return Error{"image.format", "", "The file is no PNG, JPEG, GIF, WebP or AVIF picture",
                 "Ask the publisher for one of these formats"};
}

}  // namespace casement::bundle
