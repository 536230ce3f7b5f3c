#include <core/base/base64.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;

BOOST_AUTO_TEST_SUITE(base64)

struct Vector {
    const char* bytes;
    const char* text;
};
// RFC 4648, section 10.
static const Vector kVectors[] = {{"", ""},
                                  {"f", "Zg=="},
                                  {"fo", "Zm8="},
                                  {"foo", "Zm9v"},
                                  {"foob", "Zm9vYg=="},
                                  {"fooba", "Zm9vYmE="},
                                  {"foobar", "Zm9vYmFy"}};

BOOST_AUTO_TEST_CASE(follows_the_vectors_of_the_rfc) {
    for (const Vector& v : kVectors) {
        BOOST_TEST(base64_encode(v.bytes) == v.text);
        BOOST_TEST(*base64_decode(v.text) == v.bytes);
    }
}

BOOST_AUTO_TEST_CASE(url_form_has_its_own_alphabet_and_no_padding) {
    const std::string bytes = "\xfb\xff\xfe\xff";
    BOOST_TEST(base64_encode(bytes) == "+//+/w==");
    BOOST_TEST(base64url_encode(bytes) == "-__-_w");
    BOOST_TEST(*base64url_decode("-__-_w") == bytes);
}

BOOST_AUTO_TEST_CASE(every_byte_string_comes_back) {
    std::string bytes;
    for (int i = 0; i < 700; ++i) {
        BOOST_TEST(*base64_decode(base64_encode(bytes)) == bytes);
        BOOST_TEST(*base64url_decode(base64url_encode(bytes)) == bytes);
        bytes += static_cast<char>(i * 37 & 255);
    }
}

BOOST_AUTO_TEST_CASE(has_one_spelling_for_each_byte_string) {
    // Missing, surplus and misplaced padding; white space; the other alphabet; unused bits that are not zero.
    for (const char* text : {"Zg", "Zg=", "Zg===", "Z===", "====", "Z=g=", "Zm9v\n", " Zm9v", "Zm 9", "-__-",
                             "Zh==", "Zm9=", "Zm8=Zm8=", "Zm9vY"}) {
        const auto read = base64_decode(text);
        BOOST_TEST(!read.ok(), text);
        if (!read) BOOST_TEST(read.error().code == "base64.format");
    }
    for (const char* text : {"Zg==", "Zm8=", "+//+", "Zh", "Zm9", "Zm9vY", "Zm9v\n"}) {
        BOOST_TEST(!base64url_decode(text).ok(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
