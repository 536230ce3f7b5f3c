// How a case's clock stands, as its document tells it.
#include <app/document_clock.hpp>
#include <core/policy/pack.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;

BOOST_AUTO_TEST_SUITE(clock_section)

namespace {

TimeMs at(const char* text) {
    return *parse_rfc3339(text);
}

policy::Pack pack_with(const char* duration, const char* calendar) {
    policy::Pack pack;
    policy::Clock clock;
    clock.id = "notice";
    clock.title = "Notice";
    clock.basis = "law";
    clock.source = "Article 1";
    clock.duration = duration;
    clock.calendar = calendar;
    clock.starts = {"notice_received"};
    clock.pauses = {"consult"};
    clock.resumes = {"consult_answered"};
    clock.stops = {"decided"};
    pack.clocks.push_back(clock);
    return pack;
}

bundle::Case german() {
    bundle::Case c;
    c.id = "C-1";
    c.clock = "notice";
    c.market = "DE";
    c.received_at = at("2026-11-20T08:00:00Z");
    c.events = {{"2026-11-20T09:00:00Z", "notice_received", "", ""}};
    return c;
}

// The value that stands beside a label, or nothing.
std::string fact(const Json& section, const std::string& label) {
    for (const Json& item : section["children"][0]["items"]) {
        if (item["label"].get<std::string>().starts_with(label)) return item["value"].get<std::string>();
    }
    return "";
}

Json told(const bundle::Case& c, const policy::Pack& pack, const char* now) {
    return app::clock_section(c, &pack, at(now));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_case_without_a_clock_of_its_pack_has_no_such_section) {
    const auto pack = pack_with("PT48H", "24/7");
    bundle::Case c = german();
    c.clock.clear();
    BOOST_TEST(told(c, pack, "2026-11-20T10:00:00Z").is_null());
    c.clock = "another";
    BOOST_TEST(told(c, pack, "2026-11-20T10:00:00Z").is_null());
    BOOST_TEST(app::clock_section(german(), nullptr, 0).is_null());
}

BOOST_AUTO_TEST_CASE(hours_count_from_the_event_and_are_told_in_the_market_s_time) {
    const Json section = told(german(), pack_with("PT48H", "24/7"), "2026-11-21T09:00:00Z");
    BOOST_TEST(fact(section, "Clock") == "Notice (law)");
    BOOST_TEST(fact(section, "Due") == "2026-11-22 10:00 local");
    BOOST_TEST(fact(section, "Stands") == format_span(24 * 3'600'000) + " left");
    BOOST_TEST(fact(section, "Counted in") == "all hours in DE, Europe/Berlin");
    BOOST_TEST(fact(section, "Source") == "Article 1");
    const Json& rows = section["children"][1]["rows"];
    BOOST_REQUIRE(rows.size() == 1u);
    BOOST_TEST(rows[0][1].get<std::string>() == "notice_received");
    BOOST_TEST(rows[0][2].get<std::string>() == "starts the clock");
}

BOOST_AUTO_TEST_CASE(working_days_leave_out_the_weekend) {
    // Friday; two working days after it end on Tuesday at midnight.
    const Json section = told(german(), pack_with("P2D", "business"), "2026-11-21T09:00:00Z");
    BOOST_TEST(fact(section, "Due") == "2026-11-25 00:00 local");
    BOOST_TEST(fact(section, "Counted in") == "working days in DE, Europe/Berlin");
}

BOOST_AUTO_TEST_CASE(a_pause_is_told_and_an_overdue_clock_says_by_how_much) {
    bundle::Case c = german();
    c.events.push_back({"2026-11-20T12:00:00Z", "consult", "", ""});
    BOOST_TEST(fact(told(c, pack_with("PT48H", "24/7"), "2026-11-25T09:00:00Z"), "Stands") ==
               "paused, " + format_span(45 * 3'600'000) + " left of what counts");
    BOOST_TEST(fact(told(german(), pack_with("PT48H", "24/7"), "2026-11-22T10:00:00Z"), "Stands") ==
               "overdue by " + format_span(3'600'000));
}

BOOST_AUTO_TEST_CASE(what_parking_would_do_is_said_for_the_next_monday) {
    const auto waits = told(german(), pack_with("PT96H", "24/7"), "2026-11-21T09:00:00Z");
    BOOST_TEST(fact(waits, "Parked until 2026-11-23 09:00").starts_with("the clock would wait, "));
    policy::Pack strict = pack_with("PT24H", "24/7");
    strict.clocks[0].pauses.clear();
    strict.clocks[0].resumes.clear();
    BOOST_TEST(fact(told(german(), strict, "2026-11-20T10:00:00Z"), "Parked until 2026-11-23 09:00")
                   .starts_with("the clock would run on, overdue by "));
}

BOOST_AUTO_TEST_CASE(a_market_whose_days_are_not_known_says_so) {
    bundle::Case c = german();
    c.market = "ZZ";
    const std::string words =
        fact(told(c, pack_with("P2D", "business"), "2026-11-21T09:00:00Z"), "Counted in");
    BOOST_TEST(words.find("the market's zone is not known") != std::string::npos);
    BOOST_TEST(words.find("public holidays are not known") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
