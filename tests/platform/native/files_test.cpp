#include <platform/native/files.hpp>
#include <platform/native/folder.hpp>
#include <platform/native/media.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::native;

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_file_is_read_up_to_its_limit) {
    const test::Folder folder;
    test::spill(folder / "a", "12345");
    BOOST_TEST(*read_file(folder / "a", 5) == "12345");
    BOOST_TEST(read_file(folder / "a", 4).error().code == "file.limit");
    BOOST_TEST(read_file(folder / "none", 4).error().code == "file.open");
    BOOST_TEST(read_file(folder.path(), 4).error().code == "file.kind");
    BOOST_TEST(digest_file(folder / "a", 5)->digest.hex() == sha256("12345").hex());
    BOOST_TEST(digest_file(folder / "a", 4).error().code == "file.limit");
}

BOOST_AUTO_TEST_CASE(a_written_file_is_whole_and_private_when_asked) {
    const test::Folder folder;
    BOOST_TEST(write_file(folder / "key", "secret", true).ok());
    BOOST_TEST(test::slurp(folder / "key") == "secret");
    const auto mode = std::filesystem::status(folder / "key").permissions();
    BOOST_TEST((mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
    BOOST_TEST(!std::filesystem::exists(folder / "key.part"));
    BOOST_TEST(write_file(folder / "no/where", "x").error().code == "file.write");
    BOOST_TEST(copy_file(folder / "key", folder / "copy", 6).ok());
    BOOST_TEST(copy_file(folder / "key", folder / "less", 5).error().code == "file.limit");
    BOOST_TEST(!std::filesystem::exists(folder / "less"));
}

BOOST_AUTO_TEST_CASE(lines_come_one_by_one_and_long_ones_are_cut) {
    const test::Folder folder;
    test::spill(folder / "l", "one\n\n" + std::string(200000, 'x') + "\nlast");
    std::vector<std::string> lines;
    BOOST_TEST(each_line(folder / "l", 10, [&](std::string_view line, std::size_t number) {
                   BOOST_TEST(number == lines.size() + 1);
                   return lines.emplace_back(line), true;
               }).ok());
    BOOST_TEST((lines == std::vector<std::string>{"one", "", "xxxxxxxxxxx", "last"}));
    test::spill(folder / "e", "one\n");
    std::size_t count = 0;
    BOOST_TEST(
        each_line(folder / "e", 10, [&](std::string_view, std::size_t) { return ++count, true; }).ok());
    BOOST_TEST(count == 1u);
    BOOST_TEST(
        each_line(folder / "none", 10, [](std::string_view, std::size_t) { return true; }).error().code ==
        "file.open");
}

BOOST_AUTO_TEST_CASE(gzip_is_deterministic_and_unpacked_within_its_limit) {
    const std::string text(100000, 'a');
    const std::string packed = gzip(text);
    BOOST_TEST(packed == gzip(text));
    BOOST_TEST(packed.substr(4, 4) == std::string(4, '\0'));  // no time (RFC 1952, 2.3.1)
    BOOST_TEST(*gunzip(packed, 100000) == text);
    BOOST_TEST(gunzip(packed, 99999).error().code == "gzip.limit");
    BOOST_TEST(gunzip(packed + "x", 100000).error().code == "gzip.trailing");
    BOOST_TEST(gunzip(packed.substr(0, packed.size() - 1), 100000).error().code == "gzip.format");
    BOOST_TEST(gunzip("not gzip", 100).error().code == "gzip.format");
    BOOST_TEST(*gunzip(gzip(""), 0) == "");
}

BOOST_AUTO_TEST_CASE(the_size_of_a_picture_is_in_its_header) {
    const std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xE0", 24);
    BOOST_TEST(pixel_size(png).width_px == 640);
    BOOST_TEST(pixel_size(png).height_px == 480);
    const std::string jpeg("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x0B\x08\1\2\3\4\1\0\0\0", 21);
    BOOST_TEST(pixel_size(jpeg).height_px == 258);
    BOOST_TEST(pixel_size(jpeg).width_px == 772);
    BOOST_TEST(pixel_size(std::string("GIF89a\x10\0\x20\0", 10)).height_px == 32);
    for (std::size_t cut = 0; cut < png.size(); ++cut)
        BOOST_TEST(pixel_size(png.substr(0, cut)).width_px == 0);
    BOOST_TEST(pixel_size("\xFF\xD8\xFF").width_px == 0);
    BOOST_TEST(mediatype_of("a/b.PNG") == "image/png");
    BOOST_TEST(mediatype_of("a.html") == "");
}

BOOST_AUTO_TEST_SUITE_END()
