#include "support/sha256.hpp"

#include <core/base/digest.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;

BOOST_AUTO_TEST_SUITE(digests)

// FIPS 180-4, the message "abc".
static const std::string kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

BOOST_AUTO_TEST_CASE(is_written_with_its_algorithm) {
    BOOST_TEST(test::sha256("abc").hex() == kAbc);
    BOOST_TEST(test::sha256("abc").text() == "sha256:" + kAbc);
}

BOOST_AUTO_TEST_CASE(reads_what_it_writes) {
    const auto read = Digest::from_text("sha256:" + kAbc);
    BOOST_REQUIRE(read.ok());
    BOOST_CHECK(*read == test::sha256("abc"));
    BOOST_TEST(!read->is_zero());
    BOOST_TEST(Digest{}.is_zero());
}

BOOST_AUTO_TEST_CASE(refuses_every_other_spelling) {
    std::string upper = kAbc;
    upper[0] = 'B';
    const std::string spellings[] = {kAbc,
                                     "sha512:" + kAbc,
                                     "SHA256:" + kAbc,
                                     "sha256:" + upper,
                                     "sha256:" + kAbc + "0",
                                     "sha256:" + kAbc.substr(1),
                                     "sha256: " + kAbc.substr(1),
                                     ""};
    for (const auto& text : spellings) {
        const auto read = Digest::from_text(text);
        BOOST_TEST(!read.ok(), text);
        if (!read) BOOST_TEST(read.error().code == "digest.format");
    }
}

BOOST_AUTO_TEST_SUITE_END()
