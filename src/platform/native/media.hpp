// What a media file says about itself in its name and its first bytes.
#pragma once

#include <string>
#include <string_view>

namespace casement::native {

// By the file name's extension; empty for one that bundles do not carry.
std::string mediatype_of(std::string_view file_name);

struct PixelSize {
    int width_px = 0, height_px = 0;  // 0 where the header does not tell
};

// From the header of a PNG, JPEG or GIF; anything else, and anything malformed, gives zeros.
PixelSize pixel_size(std::string_view head);

}  // namespace casement::native
