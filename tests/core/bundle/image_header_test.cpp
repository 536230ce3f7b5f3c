#include <core/bundle/image_header.hpp>

#include <boost/test/unit_test.hpp>

#include <initializer_list>
#include <string>

using casement::bundle::ImageFormat;
using casement::bundle::ImageHeader;
using casement::bundle::read_image_header;

namespace {

std::string bytes(std::initializer_list<int> values) {
    std::string out;
    for (const int value : values) out.push_back(static_cast<char>(value));
    return out;
}

std::string big(std::uint32_t value, int n) {
    std::string out;
    for (int i = n; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

std::string little(std::uint32_t value, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
    return out;
}

// ---- the smallest picture of each kind, as far as its header goes

std::string png_chunk(const std::string& type, const std::string& data) {
    return big(static_cast<std::uint32_t>(data.size()), 4) + type + data + std::string(4, '\0');
}

std::string png(std::uint32_t width, std::uint32_t height, const std::string& more = "") {
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", big(width, 4) + big(height, 4) + bytes({8, 2, 0, 0, 0})) +
           more + png_chunk("IDAT", "");
}

std::string jpeg_segment(int marker, const std::string& data) {
    return bytes({0xff, marker}) + big(static_cast<std::uint32_t>(data.size()) + 2, 2) + data;
}

std::string jpeg_frame(int marker, std::uint32_t width, std::uint32_t height) {
    return jpeg_segment(marker, bytes({8}) + big(height, 2) + big(width, 2) + bytes({1, 1, 0x11, 0}));
}

std::string jpeg(const std::string& segments) {
    return bytes({0xff, 0xd8}) + segments;
}

std::string gif(std::uint32_t width, std::uint32_t height, int images) {
    std::string out =
        "GIF89a" + little(width, 2) + little(height, 2) + bytes({0x80, 0, 0}) + std::string(6, '\0');
    for (int i = 0; i < images; ++i)
        out += bytes({0x21, 0xf9, 4, 0, 0, 0, 0, 0}) + bytes({0x2c}) + std::string(8, '\0') +
               bytes({0, 2, 1, 0x44, 0});
    return out + ";";
}

std::string webp(const std::string& chunk, const std::string& data) {
    const std::string body = "WEBP" + chunk + little(static_cast<std::uint32_t>(data.size()), 4) + data;
    return "RIFF" + little(static_cast<std::uint32_t>(body.size()), 4) + body;
}

std::string box(const std::string& type, const std::string& content) {
    return big(static_cast<std::uint32_t>(content.size()) + 8, 4) + type + content;
}

std::string avif(const std::string& brand, const std::string& properties, const std::string& more = "") {
    return box("ftyp", brand + big(0, 4) + "mif1") +
           box("meta", big(0, 4) + box("iprp", box("ipco", properties))) + more;
}

std::string ispe(std::uint32_t width, std::uint32_t height) {
    return box("ispe", big(0, 4) + big(width, 4) + big(height, 4));
}

std::string code_of(const std::string& picture) {
    const auto header = read_image_header(picture);
    return header ? "fine" : header.error().code;
}

void check_header(const std::string& picture, const ImageHeader& expected) {
    const auto header = read_image_header(picture);
    BOOST_REQUIRE_MESSAGE(header.ok(), (header ? "" : casement::describe(header.error())));
    BOOST_TEST((*header == expected));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(image_header)

BOOST_AUTO_TEST_CASE(a_png_says_its_size_in_ihdr) {
    check_header(png(640, 480), {ImageFormat::png, 640, 480, false});
}

BOOST_AUTO_TEST_CASE(a_png_with_actl_before_its_data_is_animated) {
    check_header(png(4, 3, png_chunk("acTL", big(2, 4) + big(0, 4))), {ImageFormat::png, 4, 3, true});
    check_header(png(4, 3) + png_chunk("acTL", big(2, 4) + big(0, 4)), {ImageFormat::png, 4, 3, false});
}

BOOST_AUTO_TEST_CASE(a_png_that_does_not_begin_with_ihdr_is_refused) {
    std::string picture = png(1, 1);
    picture.replace(12, 4, "tEXt");
    BOOST_TEST(code_of(picture) == "image.header");
}

BOOST_AUTO_TEST_CASE(a_png_of_no_width_or_beyond_31_bits_is_refused) {
    BOOST_TEST(code_of(png(0, 1)) == "image.header");
    BOOST_TEST(code_of(png(1, 0)) == "image.header");
    BOOST_TEST(code_of(png(0x80000000U, 1)) == "image.header");
}

BOOST_AUTO_TEST_CASE(a_png_chunk_longer_than_the_file_ends_the_scan) {
    check_header(png(7, 5, big(0xffffffffU, 4) + "tEXt"), {ImageFormat::png, 7, 5, false});
}

BOOST_AUTO_TEST_CASE(a_jpeg_says_its_size_in_any_frame_header) {
    for (const int marker : {0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc9, 0xcf})
        check_header(jpeg(jpeg_segment(0xe0, "JFIF") + jpeg_frame(marker, 1280, 960)),
                     {ImageFormat::jpeg, 1280, 960, false});
}

BOOST_AUTO_TEST_CASE(jpeg_tables_and_fill_bytes_before_the_frame_are_passed) {
    check_header(jpeg(jpeg_segment(0xc4, "tables") + bytes({0xff, 0xff}) + jpeg_frame(0xc0, 3, 2)),
                 {ImageFormat::jpeg, 3, 2, false});
}

BOOST_AUTO_TEST_CASE(a_thumbnail_inside_exif_is_not_the_picture) {
    const std::string thumbnail = jpeg(jpeg_frame(0xc0, 16, 16));
    check_header(jpeg(jpeg_segment(0xe1, "Exif" + thumbnail) + jpeg_frame(0xc0, 4000, 3000)),
                 {ImageFormat::jpeg, 4000, 3000, false});
}

BOOST_AUTO_TEST_CASE(a_jpeg_that_reaches_its_data_without_a_frame_is_refused) {
    BOOST_TEST(code_of(jpeg(jpeg_segment(0xda, "data"))) == "image.header");
    BOOST_TEST(code_of(jpeg(bytes({0xff, 0xd9}))) == "image.header");
    BOOST_TEST(code_of(jpeg(bytes({0xff, 0xe0, 0, 1}))) == "image.header");
    BOOST_TEST(code_of(jpeg(jpeg_segment(0xe0, "x") + "not a marker")) == "image.header");
}

BOOST_AUTO_TEST_CASE(a_jpeg_whose_height_comes_later_is_refused) {
    BOOST_TEST(code_of(jpeg(jpeg_frame(0xc0, 100, 0))) == "image.header");
}

BOOST_AUTO_TEST_CASE(a_gif_says_its_screen_and_is_animated_from_two_images_on) {
    check_header(gif(320, 200, 1), {ImageFormat::gif, 320, 200, false});
    check_header(gif(320, 200, 2), {ImageFormat::gif, 320, 200, true});
    check_header(gif(320, 200, 50), {ImageFormat::gif, 320, 200, true});
}

BOOST_AUTO_TEST_CASE(a_webp_of_each_kind_says_its_size) {
    check_header(webp("VP8X", bytes({0x02, 0, 0, 0}) + little(1919, 3) + little(1079, 3)),
                 {ImageFormat::webp, 1920, 1080, true});
    check_header(webp("VP8L", bytes({0x2f}) + little(99U | 49U << 14, 4)),
                 {ImageFormat::webp, 100, 50, false});
    check_header(webp("VP8 ", little(0, 3) + bytes({0x9d, 0x01, 0x2a}) + little(176, 2) + little(144, 2)),
                 {ImageFormat::webp, 176, 144, false});
}

BOOST_AUTO_TEST_CASE(a_webp_without_its_signatures_is_refused) {
    BOOST_TEST(code_of(webp("VP8L", bytes({0x2e, 0, 0, 0, 0}))) == "image.header");
    BOOST_TEST(code_of(webp("VP8 ", std::string(10, '\0'))) == "image.header");
    BOOST_TEST(code_of(webp("JUNK", std::string(10, '\0'))) == "image.header");
}

BOOST_AUTO_TEST_CASE(an_avif_is_as_large_as_its_largest_item) {
    check_header(avif("avif", ispe(160, 120) + ispe(1600, 1200)), {ImageFormat::avif, 1600, 1200, false});
}

BOOST_AUTO_TEST_CASE(an_avif_sequence_is_animated_and_counts_its_tracks) {
    const std::string track = std::string(76, '\0') + big(3000U << 16, 4) + big(20U << 16, 4);
    check_header(avif("avis", ispe(16, 16), box("moov", box("trak", box("tkhd", track)))),
                 {ImageFormat::avif, 3000, 20, true});
}

BOOST_AUTO_TEST_CASE(an_avif_that_does_not_say_its_size_is_refused) {
    BOOST_TEST(code_of(avif("avif", "")) == "image.header");
    BOOST_TEST(code_of(avif("avif", ispe(0, 10))) == "image.header");
}

BOOST_AUTO_TEST_CASE(boxes_that_hold_themselves_end) {
    std::string nested = ispe(9, 9);
    for (int i = 0; i < 2000; ++i) nested = box("ipco", nested);
    BOOST_TEST(code_of(avif("avif", nested)) == "image.header");
}

BOOST_AUTO_TEST_CASE(what_is_markup_or_anything_else_is_no_picture) {
    for (const char* text : {"", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<html>", "BM",
                             "RIFF\1\1\1\1WAVE", "%PDF-1.7", "\x89PNG"})
        BOOST_TEST(code_of(text) == "image.format");
    BOOST_TEST(code_of(box("ftyp", "mp42" + big(0, 4) + "isom")) == "image.format");
}

BOOST_AUTO_TEST_CASE(every_cut_through_a_header_is_an_error_or_the_same_answer) {
    for (const auto& picture :
         {png(64, 48), jpeg(jpeg_segment(0xe0, "JFIF") + jpeg_frame(0xc0, 64, 48)), gif(64, 48, 2),
          webp("VP8X", bytes({2, 0, 0, 0}) + little(63, 3) + little(47, 3)), avif("avif", ispe(64, 48))}) {
        for (std::size_t n = 0; n < picture.size(); ++n) {
            const auto header = read_image_header(std::string_view(picture).substr(0, n));
            if (header)
                BOOST_TEST((header->width_px == 64U && header->height_px == 48U));
            else
                BOOST_TEST(header.error().code.starts_with("image."));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
