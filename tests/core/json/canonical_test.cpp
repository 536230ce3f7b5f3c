#include "generate.hpp"

#include <core/json/canonical.hpp>

#include <boost/test/unit_test.hpp>

#include <charconv>
#include <cmath>
#include <limits>

using namespace casement;

BOOST_AUTO_TEST_SUITE(canonical_json)

static std::string rewritten(std::string_view text) {
    return *json::canonical(*json::parse(text));
}

BOOST_AUTO_TEST_CASE(follows_the_example_of_the_rfc) {
    // RFC 8785, 3.2.2 and 3.2.3.
    const char* const text = R"({
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    })";
    BOOST_TEST(rewritten(text) ==
               R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
               "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

BOOST_AUTO_TEST_CASE(orders_members_by_utf16_code_units) {
    // RFC 8785, 3.2.3: U+1F600 is D83D DE00 in UTF-16, hence before U+FB33.
    BOOST_TEST(rewritten(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})") ==
               "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\uFB33\":3}");
    BOOST_TEST(rewritten(R"({"b":1,"a":1,"aa":1,"":1})") == R"({"":1,"a":1,"aa":1,"b":1})");
}

BOOST_AUTO_TEST_CASE(escapes_no_more_than_it_must) {
    BOOST_TEST(rewritten(R"("\u0000\u001f\u007f\u2028\b\t\n\f\r\/")") ==
               "\"\\u0000\\u001f\u007f\u2028\\b\\t\\n\\f\\r/\"");
}

BOOST_AUTO_TEST_CASE(refuses_what_json_cannot_hold) {
    BOOST_TEST(json::canonical(std::numeric_limits<double>::quiet_NaN()).error().code == "json.number_range");
    const auto infinite =
        json::canonical(Json{{"a", Json::array({0, std::numeric_limits<double>::infinity()})}});
    BOOST_TEST(infinite.error().code == "json.number_range");
    BOOST_TEST(infinite.error().place == "/a/1");
    BOOST_TEST(json::canonical(Json::array({"\xff"})).error().code == "json.encoding");
    BOOST_TEST(json::canonical(Json{{"\xff", 1}}).error().code == "json.encoding");
}

BOOST_AUTO_TEST_CASE(integers_that_no_double_holds_are_written_as_the_nearest) {
    BOOST_TEST(rewritten("9007199254740992") == "9007199254740992");
    BOOST_TEST(rewritten("9007199254740993") == "9007199254740992");
    BOOST_TEST(rewritten("-9223372036854775808") == "-9223372036854776000");
    BOOST_TEST(rewritten("18446744073709551615") == "18446744073709552000");
}

BOOST_AUTO_TEST_CASE(is_its_own_canonical_form) {
    test::Generator generator(20260721);
    for (int i = 0; i < 3000; ++i) {
        const Json value = generator.value(5);
        const auto text = json::canonical(value);
        BOOST_REQUIRE(text.ok());
        const auto back = json::parse(*text);
        BOOST_REQUIRE(back.ok());
        BOOST_REQUIRE_EQUAL(*json::canonical(*back), *text);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(number_texts)

BOOST_AUTO_TEST_CASE(are_those_of_ecmascript) {
    // RFC 8785, appendix B, and the borders of ECMA-262's four forms.
    BOOST_TEST(json::number_text(0.0) == "0");
    BOOST_TEST(json::number_text(-0.0) == "0");
    BOOST_TEST(json::number_text(5e-324) == "5e-324");
    BOOST_TEST(json::number_text(-1.7976931348623157e308) == "-1.7976931348623157e+308");
    BOOST_TEST(json::number_text(9007199254740992.0) == "9007199254740992");
    BOOST_TEST(json::number_text(295147905179352830000.0) == "295147905179352830000");
    BOOST_TEST(json::number_text(9.999999999999997e22) == "9.999999999999997e+22");
    BOOST_TEST(json::number_text(1e23) == "1e+23");
    BOOST_TEST(json::number_text(1.0000000000000001e23) == "1.0000000000000001e+23");
    BOOST_TEST(json::number_text(999999999999999900000.0) == "999999999999999900000");
    BOOST_TEST(json::number_text(1e21) == "1e+21");
    BOOST_TEST(json::number_text(1e20) == "100000000000000000000");
    BOOST_TEST(json::number_text(0.000001) == "0.000001");
    BOOST_TEST(json::number_text(9.999999999999997e-7) == "9.999999999999997e-7");
    BOOST_TEST(json::number_text(1e-7) == "1e-7");
    BOOST_TEST(json::number_text(333333333.3333332) == "333333333.3333332");
    BOOST_TEST(json::number_text(-0.0000033333333333333333) == "-0.0000033333333333333333");
    BOOST_TEST(json::number_text(1424953923781206.2) == "1424953923781206.2");
    BOOST_TEST(json::number_text(1.5) == "1.5");
    BOOST_TEST(json::number_text(100.0) == "100");
}

BOOST_AUTO_TEST_CASE(read_back_as_the_same_number) {
    test::Generator generator(8785);
    for (int i = 0; i < 50000; ++i) {
        const double number = generator.number();
        const auto back = json::parse(json::number_text(number));
        BOOST_REQUIRE(back.ok());
        BOOST_REQUIRE_EQUAL(back->get<double>(), number);
    }
}

// The digits of std::to_chars, an independent implementation; the tests may afford its tables.
static std::string library_digits(double number) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string digits;
    for (const char* at = buffer; at != end && *at != 'e'; ++at) {
        if (*at >= '0' && *at <= '9') digits += *at;
    }
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    return digits;
}

static std::string own_digits(double number) {
    std::string digits;
    for (const char c : json::number_text(number)) {
        if (c == 'e') break;
        if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits += c;
    }
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    return digits;
}

BOOST_AUTO_TEST_CASE(have_the_digits_that_the_standard_library_finds) {
    test::Generator generator(1996);
    for (int i = 0; i < 50000; ++i) {
        const double number = generator.number();
        if (number != 0) BOOST_REQUIRE_EQUAL(own_digits(number), library_digits(number));
    }
    for (int exponent = -1074; exponent <= 1023; ++exponent) {
        const double power = std::ldexp(1.0, exponent);
        for (const double number : {power, std::nextafter(power, 0.0),
                                    std::nextafter(power, std::numeric_limits<double>::infinity())}) {
            if (number != 0 && std::isfinite(number))
                BOOST_REQUIRE_EQUAL(own_digits(number), library_digits(number));
        }
    }
    for (double number = 1e-323; number < 1e300; number *= 10) {
        BOOST_REQUIRE_EQUAL(own_digits(number), library_digits(number));
    }
}

BOOST_AUTO_TEST_SUITE_END()
