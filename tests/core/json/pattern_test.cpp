#include <core/json/pattern.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace casement;
using json::Pattern;

BOOST_AUTO_TEST_SUITE(patterns)

static bool matches(const char* pattern, std::string_view text) {
    const auto compiled = Pattern::compile(pattern);
    BOOST_REQUIRE_MESSAGE(compiled.ok(), pattern);
    return compiled->matches(text);
}

struct Case {
    const char* pattern;
    const char* text;
    bool expected;
};

BOOST_AUTO_TEST_CASE(find_what_ecmascript_finds) {
    const Case cases[] = {
        {"", "", true},
        {"b", "abc", true},
        {"^b", "abc", false},
        {"^abc$", "abc", true},
        {"^abc$", "abcd", false},
        {"a|b|", "x", true},
        {"^(a|bc)+$", "abcbca", true},
        {"^(?:a|bc)+$", "abcb", false},
        {"^a*b+c?$", "bbb", true},
        {"^a*?b$", "aaab", true},
        {"^a{2,3}$", "a", false},
        {"^a{2,3}$", "aaa", true},
        {"^a{2,3}$", "aaaa", false},
        {"^a{2}$", "aa", true},
        {"^(ab){2,}$", "ababab", true},
        {"^(ab){2,}$", "ab", false},
        {"^a{0}$", "", true},
        {"^[a-c_-]+$", "a-b_c", true},
        {"^[^a-c]$", "d", true},
        {"^[^a-c]$", "b", false},
        {"^[]$", "a", false},
        {"^[^]$", "\n", true},
        {"^.$", "é", true},
        {"^.$", "😀", true},
        {"^.$", "\n", false},
        {"^..$", "é", false},
        {"^[à-ü]$", "é", true},
        {"^\\d{4}-\\d\\d$", "2026-11", true},
        {"^\\w+\\s\\W$", "a_1 -", true},
        {"^[\\D]$", "5", false},
        {"^[\\w.]+$", "a.b", true},
        {"\\bcat\\b", "a cat sat", true},
        {"\\bcat\\b", "concatenate", false},
        {"\\Bcat\\B", "concatenate", true},
        {"^\\x41\\u0042\\u{1F600}$", "AB😀", true},
        {"^\\^\\$\\.\\/\\-$", "^$./-", true},
        {"^\\t\\n$", "\t\n", true},
        {"(x*)*y", "xxxy", true},
        {"^(a?){20}a{20}$", "aaaaaaaaaaaaaaaaaaaa", true},
    };
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.pattern << " in " << each.text) {
            BOOST_TEST(matches(each.pattern, each.text) == each.expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(hostile_text_takes_linear_time_and_no_stack) {
    const std::string text(1'000'000, 'a');
    BOOST_TEST(!matches("^(a+)+$", text + "b"));
    BOOST_TEST(matches("^[a-z]*$", text));
}

BOOST_AUTO_TEST_CASE(refuse_what_is_not_regular_or_not_a_pattern) {
    for (const char* pattern :
         {"(",       ")",     "(a",      "[a",   "a**",   "*",           "+a",  "a{2",    "a{,3}", "a{3,2}",
          "a{x}",    "{",     "}",       "]",    "\\",    "\\q",         "\\1", "\\p{L}", "(?=a)", "(?!a)",
          "(?<n>a)", "[b-a]", "[\\d-z]", "\\x4", "\\u12", "\\u{110000}", "^*",  "\\b+",   "\xff"}) {
        const auto compiled = Pattern::compile(pattern);
        BOOST_TEST(!compiled.ok(), pattern);
        if (!compiled) BOOST_TEST(compiled.error().code == "pattern.syntax", pattern);
    }
}

BOOST_AUTO_TEST_CASE(refuse_to_become_too_large) {
    BOOST_TEST(Pattern::compile("((a{100}){100}){100}").error().code == "pattern.size");
    BOOST_TEST(Pattern::compile("a{99999999999}").error().code == "pattern.size");
    BOOST_TEST(Pattern::compile(std::string(1000, '(') + std::string(1000, ')')).error().code ==
               "pattern.syntax");
}

BOOST_AUTO_TEST_SUITE_END()
