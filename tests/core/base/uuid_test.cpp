#include <core/base/uuid.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;

BOOST_AUTO_TEST_SUITE(uuids)

BOOST_AUTO_TEST_CASE(follows_the_vector_of_the_rfc) {
    // RFC 9562, appendix A.6: 0x017F22E279B0 ms, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    const std::array<std::uint8_t, 10> random{0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
    BOOST_TEST(uuid_v7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

BOOST_AUTO_TEST_CASE(is_valid_whatever_the_random_bits) {
    for (int fill = 0; fill < 256; ++fill) {
        std::array<std::uint8_t, 10> random;
        random.fill(static_cast<std::uint8_t>(fill));
        BOOST_TEST(check_uuid_v7(uuid_v7(1'795'252'320'000, random)).ok());
    }
}

BOOST_AUTO_TEST_CASE(sorts_by_time) {
    std::array<std::uint8_t, 10> high, low{};
    high.fill(0xFF);
    BOOST_TEST(uuid_v7(1000, high) < uuid_v7(1001, low));
}

BOOST_AUTO_TEST_CASE(refuses_other_versions_variants_and_spellings) {
    for (const char* text :
         {"017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
          "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
          "017f22e279b07cc398c4dc0c0c07398f", "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", ""}) {
        const auto checked = check_uuid_v7(text);
        BOOST_TEST(!checked.ok(), text);
        if (!checked) BOOST_TEST(checked.error().code == "uuid.format");
    }
}

BOOST_AUTO_TEST_SUITE_END()
