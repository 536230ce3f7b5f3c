#include <core/base/time.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

using namespace casement;

BOOST_AUTO_TEST_SUITE(instants)

BOOST_AUTO_TEST_CASE(is_milliseconds_since_1970) {
    BOOST_TEST(*parse_rfc3339("1970-01-01T00:00:00Z") == 0);
    BOOST_TEST(*parse_rfc3339("1969-12-31T23:59:59.999Z") == -1);
    BOOST_TEST(*parse_rfc3339("2000-02-29T00:00:00Z") == 951'782'400'000);
    BOOST_TEST(*parse_rfc3339("2026-11-21T09:12:00.000Z") == 1'795'252'320'000);
    BOOST_TEST(*parse_rfc3339("0001-01-01T00:00:00Z") == -62'135'596'800'000);
    BOOST_TEST(*parse_rfc3339("9999-12-31T23:59:59.999Z") == 253'402'300'799'999);
}

BOOST_AUTO_TEST_CASE(takes_any_offset_and_gives_utc) {
    BOOST_TEST(format_rfc3339(*parse_rfc3339("2026-11-21T10:12:00+01:00")) == "2026-11-21T09:12:00.000Z");
    BOOST_TEST(format_rfc3339(*parse_rfc3339("2026-11-21T00:30:00-09:30")) == "2026-11-21T10:00:00.000Z");
    BOOST_TEST(format_rfc3339(*parse_rfc3339("2026-01-01T00:00:00+00:01")) == "2025-12-31T23:59:00.000Z");
    BOOST_TEST(*parse_rfc3339("1996-12-19t16:39:57-08:00") == *parse_rfc3339("1996-12-20T00:39:57z"));
    BOOST_TEST(*parse_rfc3339("1970-01-01T00:00:00-00:00") == 0);
}

BOOST_AUTO_TEST_CASE(reads_any_number_of_decimals_and_keeps_three) {
    BOOST_TEST(*parse_rfc3339("1970-01-01T00:00:00.5Z") == 500);
    BOOST_TEST(*parse_rfc3339("1970-01-01T00:00:00.05Z") == 50);
    BOOST_TEST(*parse_rfc3339("1970-01-01T00:00:00.123999999999Z") == 123);
}

BOOST_AUTO_TEST_CASE(folds_a_leap_second_into_the_next_second) {
    BOOST_TEST(format_rfc3339(*parse_rfc3339("2016-12-31T23:59:60Z")) == "2017-01-01T00:00:00.000Z");
    BOOST_TEST(format_rfc3339(*parse_rfc3339("1990-12-31T15:59:60.250-08:00")) == "1991-01-01T00:00:00.250Z");
    BOOST_TEST(parse_rfc3339("2016-12-31T12:00:60Z").error().code == "time.range");
}

BOOST_AUTO_TEST_CASE(refuses_other_forms) {
    for (const char* text :
         {"", "2026-11-21", "2026-11-21 09:12:00Z", "2026-11-21T09:12Z", "2026-11-21T09:12:00",
          "26-11-21T09:12:00Z", "2026-11-21T09:12:00.Z", "2026-11-21T09:12:00,5Z", "2026-11-21T09:12:00+0100",
          "2026-11-21T09:12:00Z ", "2026-11-21T09:12:00+01", "+2026-11-21T09:12:00Z", "2026-1-21T09:12:00Z",
          "2026-11-21T9:12:00Z"}) {
        const auto read = parse_rfc3339(text);
        BOOST_TEST(!read.ok(), text);
        if (!read) BOOST_TEST(read.error().code == "time.format", text);
    }
}

BOOST_AUTO_TEST_CASE(refuses_instants_that_do_not_exist) {
    for (const char* text :
         {"2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
          "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
          "2026-01-01T00:00:61Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+00:60",
          "0000-12-31T00:00:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"}) {
        const auto read = parse_rfc3339(text);
        BOOST_TEST(!read.ok(), text);
        if (!read) BOOST_TEST(read.error().code == "time.range", text);
    }
}

BOOST_AUTO_TEST_CASE(every_day_of_four_centuries_comes_back) {
    constexpr TimeMs kDay = 86'400'000;
    for (TimeMs t = *parse_rfc3339("1899-12-31T12:34:56.789Z"); t < *parse_rfc3339("2300-01-02T00:00:00Z");
         t += kDay) {
        const auto read = parse_rfc3339(format_rfc3339(t));
        BOOST_REQUIRE(read.ok());
        BOOST_REQUIRE_EQUAL(*read, t);
    }
}

BOOST_AUTO_TEST_CASE(writes_four_digit_years_only) {
    BOOST_TEST(format_rfc3339(*parse_rfc3339("0099-03-04T05:06:07.008Z")) == "0099-03-04T05:06:07.008Z");
    BOOST_TEST(format_rfc3339(std::numeric_limits<TimeMs>::max()) == "9999-12-31T23:59:59.999Z");
    BOOST_TEST(format_rfc3339(std::numeric_limits<TimeMs>::min()) == "0001-01-01T00:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(spans_are_written_in_their_two_largest_units) {
    constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
    BOOST_TEST(format_span(2 * kHour + 14 * kMinute) == "2 h 14 m");
    BOOST_TEST(format_span(38 * kMinute + 59'999) == "38 m");
    BOOST_TEST(format_span(kDay + 9 * kHour + 59 * kMinute) == "1 d 9 h");
    BOOST_TEST(format_span(45'900) == "45 s");
    BOOST_TEST(format_span(0) == "0 s");
    BOOST_TEST(format_span(3 * kHour) == "3 h");
    BOOST_TEST(format_span(2 * kDay + kMinute) == "2 d");
    BOOST_TEST(format_span(-(2 * kHour + 14 * kMinute)) == "2 h 14 m");
    BOOST_TEST(format_span(std::numeric_limits<std::int64_t>::min()) == "106751991167 d 7 h");
}

BOOST_AUTO_TEST_SUITE_END()
