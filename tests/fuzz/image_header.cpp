// The reader of picture headers, against any bytes: an answer has sides of at least one pixel and is the same
// for the same bytes; a refusal has a code of its family.
#include <core/bundle/image_header.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto header = bundle::read_image_header(bytes);
    if (!header) {
        require(header.error().code.starts_with("image.") && !header.error().message.empty());
        return 0;
    }
    require(header->width_px > 0 && header->height_px > 0);
    require(*bundle::read_image_header(bytes) == *header);
    return 0;
}
