#include <core/base/error.hpp>
#include <core/base/result.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(is_described_on_one_line) {
    BOOST_TEST(describe({"json.size", "/a", "too long", "split it"}) ==
               "json.size at /a: too long (split it)");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_is_empty) {
    BOOST_TEST(describe({"json.size", "", "too long", ""}) == "json.size: too long");
}

BOOST_AUTO_TEST_CASE(is_placed_from_further_out) {
    BOOST_TEST(placed({"c", "/id", "m", ""}, "cases/0.jsonl:12").place == "cases/0.jsonl:12/id");
    BOOST_TEST(placed({"c", "byte 3", "m", ""}, "cases/0.jsonl:12").place == "cases/0.jsonl:12 byte 3");
    BOOST_TEST(placed({"c", "", "m", ""}, "pack.json").place == "pack.json");
    BOOST_TEST(placed({"c", "byte 3", "m", ""}, "").place == "byte 3");
}

static Result<int> half(int n) {
    if (n % 2 != 0) return Error{"test.odd", "", "the number is odd", ""};
    return n / 2;
}
static Result<int> quarter(int n) {
    CASEMENT_TRY(const int h, half(n));
    return half(h);
}

BOOST_AUTO_TEST_CASE(travels_through_results) {
    BOOST_TEST(*quarter(8) == 2);
    BOOST_TEST(quarter(6).error().code == "test.odd");
}

BOOST_AUTO_TEST_SUITE_END()
