#include <core/base/base64.hpp>
#include <core/decision/ed25519.hpp>
#include <core/decision/samples.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;

namespace {

// A number below 2^255 in hexadecimal, greatest digit first, as the bytes of a key; `sign` is the top bit.
std::string key_of(std::string_view hex, bool sign = false) {
    std::string bytes(32, '\0');
    for (std::size_t i = 0; i < 32; ++i) {
        bytes[31 - i] = static_cast<char>(std::stoi(std::string(hex.substr(2 * i, 2)), nullptr, 16));
    }
    if (sign) bytes[31] = static_cast<char>(bytes[31] | '\x80');
    return bytes;
}

const std::string kZeros(62, '0');
const std::string kPrimeLess = "7f" + std::string(60, 'f');  // and a last byte: 0xed is the prime

}  // namespace

BOOST_AUTO_TEST_SUITE(ed25519_keys)

BOOST_AUTO_TEST_CASE(the_keys_of_rfc_8032_are_sound) {
    BOOST_TEST(is_sound_ed25519_key(*base64url_decode(test::kKeyX)));  // section 7.1, test 1
    BOOST_TEST(is_sound_ed25519_key(                                   // test 2
        key_of("0c66f42af155cdc08c96c42ecf2c989cbc7e1b4da70ab7925a8943e8c317403d")));
}

BOOST_AUTO_TEST_CASE(the_points_whose_order_divides_eight_are_not) {
    for (const bool sign : {false, true}) {
        BOOST_TEST(!is_sound_ed25519_key(key_of(kZeros + "00", sign)));
        BOOST_TEST(!is_sound_ed25519_key(key_of(kZeros + "01", sign)));
        BOOST_TEST(!is_sound_ed25519_key(key_of(kPrimeLess + "ec", sign)));
        BOOST_TEST(!is_sound_ed25519_key(
            key_of("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", sign)));
        BOOST_TEST(!is_sound_ed25519_key(
            key_of("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", sign)));
    }
}

BOOST_AUTO_TEST_CASE(what_stands_beside_such_a_point_is_sound) {
    BOOST_TEST(is_sound_ed25519_key(key_of(kZeros + "02")));
    BOOST_TEST(is_sound_ed25519_key(key_of(kPrimeLess + "eb")));
    BOOST_TEST(
        is_sound_ed25519_key(key_of("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c6")));
}

BOOST_AUTO_TEST_CASE(a_second_spelling_of_a_point_is_none) {
    for (const char* last : {"ed", "ee", "ef", "f6", "ff"}) {
        BOOST_TEST(!is_sound_ed25519_key(key_of(kPrimeLess + last)));
        BOOST_TEST(!is_sound_ed25519_key(key_of(kPrimeLess + last, true)));
    }
}

BOOST_AUTO_TEST_CASE(a_key_has_32_bytes) {
    const std::string raw = *base64url_decode(test::kKeyX);
    BOOST_TEST(!is_sound_ed25519_key(""));
    BOOST_TEST(!is_sound_ed25519_key(raw.substr(1)));
    BOOST_TEST(!is_sound_ed25519_key(raw + "x"));
}

BOOST_AUTO_TEST_SUITE_END()
