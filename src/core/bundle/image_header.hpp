// What a picture says of itself before anything decodes it: its format and its dimensions. The type a server
// or a bundle claims is not believed; only what the first bytes prove is handed to a decoder, and only when
// the dimensions are within bounds.
//
// Read: PNG (W3C PNG 3, chunk layout), JPEG (ITU-T T.81, annex B), GIF (GIF89a), WebP (RFC 9649), AVIF (AV1
// Image File Format 1.1 in ISO/IEC 14496-12 boxes; only `ftyp`, `ispe` and the track headers). Nothing is
// decompressed.
#pragma once

#include <core/base/result.hpp>

#include <cstdint>
#include <string_view>

namespace casement::bundle {

enum class ImageFormat { png, jpeg, gif, webp, avif };

struct ImageHeader {
    ImageFormat format = ImageFormat::png;
    std::uint32_t width_px = 0, height_px = 0;  // never 0; for AVIF the largest of all items
    bool animated = false;

    bool operator==(const ImageHeader&) const = default;
};

// `bytes` is the whole file: what is after the header is scanned only as far as its own lengths lead, in
// linear time. Errors: image.format (none of the five), image.truncated (ends inside its header),
// image.header (a length, a dimension or a marker that cannot be).
Result<ImageHeader> read_image_header(std::string_view bytes);

}  // namespace casement::bundle
