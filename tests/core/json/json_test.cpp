#include <core/json/json.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>

using namespace casement;

BOOST_AUTO_TEST_SUITE(strict_reader)

struct Refused {
    std::string text;
    const char* code;
    const char* place;
};

static void check_refused(const Refused& expected, const json::Limits& limits = {}) {
    const auto read = json::parse(expected.text, limits);
    BOOST_TEST_CONTEXT(expected.text.substr(0, 60)) {
        BOOST_REQUIRE(!read.ok());
        BOOST_TEST(read.error().code == expected.code);
        BOOST_TEST(read.error().place == expected.place);
        BOOST_TEST(!read.error().message.empty());
        BOOST_TEST(!read.error().remedy.empty());
    }
}

BOOST_AUTO_TEST_CASE(reads_every_kind_of_value) {
    const auto read = json::parse(R"( {"a": [1, -2, 3.5, true, null], "b": {"c": "\u00e9\ud83d\ude00"}} )");
    BOOST_REQUIRE(read.ok());
    BOOST_TEST((*read)["a"].size() == 5u);
    BOOST_TEST((*read)["a"][1].get<int>() == -2);
    BOOST_TEST((*read)["b"]["c"].get<std::string>() == "é😀");
    for (const char* text : {"0", "-0", "\"\"", "null", "[]", "{}", " true\n"})
        BOOST_TEST(json::parse(text).ok(), text);
}

BOOST_AUTO_TEST_CASE(refuses_duplicate_names_and_says_where) {
    check_refused({R"({"a":1,"a":1})", "json.duplicate_key", "/a"});
    check_refused({R"([{"x":{}},{"x":{"k/~":1,"\u006b/~":2}}])", "json.duplicate_key", "/1/x/k~1~0"});
    BOOST_TEST(json::parse(R"({"a":{"a":1},"b":{"a":1}})").ok());
}

BOOST_AUTO_TEST_CASE(refuses_half_of_a_surrogate_pair) {
    check_refused({R"({"a":["ok","\ud800"]})", "json.surrogate", "/a/1"});
    check_refused({R"("\udc00")", "json.surrogate", ""});
    check_refused({R"("\ud800\u0041")", "json.surrogate", ""});
    check_refused({R"({"\ud800":1})", "json.surrogate", ""});
    BOOST_TEST(json::parse(R"("\ud83d\ude00")").ok());
}

BOOST_AUTO_TEST_CASE(refuses_null_bytes_and_does_not_stop_at_them) {
    check_refused({std::string("{}\0", 3), "json.syntax", "byte 2"});
    check_refused({std::string("{}\0[evil", 8), "json.syntax", "byte 2"});
    check_refused({std::string("\"\0\"", 3), "json.syntax", "byte 1"});
    BOOST_TEST(json::parse(R"("\u0000")").ok());
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_utf8) {
    check_refused({"[\"\xff\"]", "json.encoding", "byte 2"});
    check_refused({"\"\xed\xa0\x80\"", "json.encoding", "byte 1"});                // a surrogate
    check_refused({"\"\xc0\xaf\"", "json.encoding", "byte 1"});                    // overlong
    check_refused({"\"\xf4\x90\x80\x80\"", "json.encoding", "byte 1"});            // beyond U+10FFFF
    check_refused({"\"12345678\xe2\x82\"", "json.encoding", "byte 9"});            // cut short
    check_refused({"\xef\xbb\xbf{}", "json.encoding", "byte 0"});                  // byte-order mark
    check_refused({std::string("\xff\xfe[\0]\0", 6), "json.encoding", "byte 0"});  // UTF-16
}

BOOST_AUTO_TEST_CASE(refuses_numbers_beyond_double_range) {
    check_refused({R"({"a":{"b":[0,1e400]}})", "json.number_range", "/a/b/1"});
    check_refused({"-1e309", "json.number_range", ""});
    BOOST_TEST(json::parse("1.7976931348623157e308").ok());
    BOOST_TEST(json::parse("1e-400")->get<double>() == 0.0);
}

BOOST_AUTO_TEST_CASE(integers_beyond_64_bits_become_doubles) {
    BOOST_TEST(json::parse("9223372036854775807")->get<std::int64_t>() == INT64_MAX);
    BOOST_TEST(json::parse("18446744073709551615")->get<std::uint64_t>() == UINT64_MAX);
    BOOST_TEST(json::parse("18446744073709551616")->is_number_float());
    BOOST_TEST(json::parse("-9223372036854775809")->is_number_float());
}

static std::string nested(int depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

BOOST_AUTO_TEST_CASE(refuses_nesting_beyond_the_limit) {
    BOOST_TEST(json::parse(nested(64)).ok());
    std::string place;
    for (int i = 0; i < 64; ++i) place += "/0";
    check_refused({nested(65), "json.depth", place.c_str()});
    check_refused({R"({"a":{"b":{}}})", "json.depth", "/a/b"}, {.max_depth = 2});
    check_refused({"[]", "json.depth", ""}, {.max_depth = 0});
    check_refused({std::string(1 << 20, '['), "json.depth", place.c_str()});
}

BOOST_AUTO_TEST_CASE(refuses_size_beyond_the_limit_before_anything_else) {
    check_refused({"not json at all", "json.size", "byte 4"}, {.max_bytes = 4});
    BOOST_TEST(json::parse("1234", {.max_bytes = 4}).ok());
}

BOOST_AUTO_TEST_CASE(refuses_syntax_errors_at_their_byte) {
    check_refused({"[1,]", "json.syntax", "byte 3"});
    check_refused({"{\"a\":1}x", "json.syntax", "byte 7"});
    for (const char* text : {"", " ", "nul", "'a'", "{a:1}", "[1 2]", "01", "1.", "+1", ".5", "NaN",
                             "Infinity", "/**/1", "\"\t\"", "\"\\x41\"", "[1", "{\"a\"", "\"a", "1 2"}) {
        const auto read = json::parse(text);
        BOOST_TEST(!read.ok(), text);
        if (!read) BOOST_TEST(read.error().code == "json.syntax", text);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(look_ups)

BOOST_AUTO_TEST_CASE(give_the_member_or_the_fallback) {
    const Json object =
        *json::parse(R"({"s":"x","b":true,"i":7,"f":3.0,"h":3.5,"n":null,"u":18446744073709551615})");
    BOOST_TEST(json::get_string(object, "s") == "x");
    BOOST_TEST(json::get_string(object, "i", "none") == "none");
    BOOST_TEST(json::get_bool(object, "b"));
    BOOST_TEST(json::get_bool(object, "n", true));
    BOOST_TEST(json::get_int(object, "i") == 7);
    BOOST_TEST(json::get_int(object, "f") == 3);
    BOOST_TEST(json::get_int(object, "h", -1) == -1);
    BOOST_TEST(json::get_int(object, "u", -1) == -1);
    BOOST_TEST(json::get_int(Json{{"x", 1e300}}, "x", -1) == -1);
    BOOST_TEST(json::get(object, "s").is_string());
}

BOOST_AUTO_TEST_CASE(never_throw_on_other_types) {
    for (const Json& value : {Json(), Json(1), Json("a"), Json::array({1})}) {
        BOOST_TEST(json::get(value, "a").is_null());
        BOOST_TEST(json::get_string(value, "a", "f") == "f");
    }
}

BOOST_AUTO_TEST_SUITE_END()
