// What is asked of clocks beside how they stand: what if, and which are at risk. The table has the rest.
#include "vectors.hpp"

#include <core/clock/days.hpp>

using namespace casement;
using namespace casement::clock;

namespace {

const Place kFrance = place_of("FR");
const TimeMs kFriday = at("2026-11-20T09:00:00+01:00"), kMonday = at("2026-11-23T09:00:00+01:00");

Regime regime(const char* duration, const char* calendar, std::vector<std::string> pauses,
              std::vector<std::string> resumes) {
    return regime_of({{"duration", duration},
                      {"calendar", calendar},
                      {"starts", {"start"}},
                      {"pauses", pauses},
                      {"resumes", resumes},
                      {"stops", {"decided"}}});
}
const std::vector<Moment> kStarted = {{kFriday, "start", ""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(if_i_park_this_until_monday)

BOOST_AUTO_TEST_CASE(the_clock_waits_where_a_consult_pauses_it) {
    const Regime hours = regime("PT24H", "24/7", {"ask", "consult"}, {"answer", "consult_answered"});
    const TimeMs now = kFriday + 4 * kHourMs;
    const WhatIf answer = what_if(hours, kFrance, kStarted, kFriday, {}, now, kMonday);
    BOOST_TEST((answer.parking == Parking::pauses && answer.kind == "consult" && !answer.breaches));
    BOOST_TEST((answer.at_until.state == State::running));
    BOOST_TEST(answer.at_until.left_ms == 20 * kHourMs);
    BOOST_TEST(*answer.at_until.due_at == kMonday + 20 * kHourMs);
    BOOST_TEST((answer.unparked.level == Level::breached));
    BOOST_TEST((answer.at_until.steps.back().reason == Reason::resumed));
    // The log itself is as it was.
    BOOST_TEST(read_clock(hours, kFrance, kStarted, kFriday, {}, now).left_ms == 20 * kHourMs);
}

BOOST_AUTO_TEST_CASE(it_runs_on_where_only_others_pause_it) {
    const Regime hours = regime("PT24H", "24/7", {"ask"}, {"answer"});
    const WhatIf answer = what_if(hours, kFrance, kStarted, kFriday, {}, kFriday + kHourMs, kMonday);
    BOOST_TEST((answer.parking == Parking::not_allowed && answer.kind.empty() && answer.breaches));
    BOOST_TEST(answer.at_until.left_ms == -48 * kHourMs);
    const WhatIf asked = what_if(hours, kFrance, kStarted, kFriday, {}, kFriday + kHourMs, kMonday, "ask");
    BOOST_TEST((asked.parking == Parking::pauses && !asked.breaches));
    const WhatIf unknown =
        what_if(hours, kFrance, kStarted, kFriday, {}, kFriday + kHourMs, kMonday, "lunch");
    BOOST_TEST((unknown.parking == Parking::not_allowed && unknown.breaches));
}

BOOST_AUTO_TEST_CASE(an_order_is_not_moved) {
    const Regime hours = regime("PT24H", "24/7", {"consult"}, {"consult_answered"});
    const WhatIf answer =
        what_if(hours, kFrance, kStarted, kFriday, kFriday + 10 * kHourMs, kFriday + kHourMs, kMonday);
    BOOST_TEST((answer.parking == Parking::pauses && answer.breaches && answer.at_until.order_first));
}

BOOST_AUTO_TEST_CASE(a_pause_that_is_open_stays_open) {
    const Regime hours = regime("PT24H", "24/7", {"ask", "consult"}, {"answer", "consult_answered"});
    auto log = kStarted;
    log.push_back({kFriday + kHourMs, "ask", ""});
    const WhatIf answer = what_if(hours, kFrance, log, kFriday, {}, kFriday + 2 * kHourMs, kMonday);
    BOOST_TEST((answer.at_until.state == State::paused && answer.at_until.left_ms == 23 * kHourMs));
    log.back().kind = "consult";
    BOOST_TEST((what_if(hours, kFrance, log, kFriday, {}, kFriday + 2 * kHourMs, kMonday).at_until.state ==
                State::paused));
}

BOOST_AUTO_TEST_CASE(a_clock_that_does_not_run_is_not_parked) {
    const Regime hours = regime("PT24H", "24/7", {"consult"}, {"consult_answered"});
    auto log = kStarted;
    log.push_back({kFriday + kHourMs, "decided", ""});
    BOOST_TEST((what_if(hours, kFrance, log, kFriday, {}, kFriday + 2 * kHourMs, kMonday).parking ==
                Parking::not_running));
    BOOST_TEST((what_if(hours, kFrance, kStarted, kFriday, {}, kFriday - 1, kMonday).parking ==
                Parking::not_running));
    // A time that has passed is now.
    const WhatIf past = what_if(hours, kFrance, kStarted, kFriday, {}, kFriday + kHourMs, kFriday);
    BOOST_TEST(past.at_until.left_ms == 23 * kHourMs);
}

BOOST_AUTO_TEST_CASE(an_hour_that_starts_anew_is_whole_again) {
    const Regime hour = regime("PT1H", "24/7", {"consult"}, {});
    const WhatIf answer = what_if(hour, kFrance, kStarted, kFriday, {}, kFriday + kHourMs / 2, kMonday);
    BOOST_TEST((answer.at_until.left_ms == kHourMs && *answer.at_until.started_at == kMonday));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(cases_at_risk)

BOOST_AUTO_TEST_CASE(come_by_what_is_left) {
    const Regime day = regime("PT24H", "24/7", {"ask"}, {"answer"});
    const Regime hour = regime("PT1H", "24/7", {"ask"}, {"answer"});
    const auto started = [&](const Regime& one, std::int64_t ago_ms, bool decided = false) {
        std::vector<Moment> log = {{kMonday - ago_ms, "start", ""}};
        if (decided) log.push_back({kMonday, "decided", ""});
        return read_clock(one, kFrance, log, kMonday, {}, kMonday);
    };
    const std::vector<Reading> readings = {
        started(day, kHourMs),             // 0: fine
        started(day, 20 * kHourMs),        // 1: a sixth left
        started(day, 25 * kHourMs),        // 2: an hour over
        started(hour, 55 * 60'000),        // 3: a twelfth left
        started(day, 30 * kHourMs),        // 4: six hours over
        started(day, 20 * kHourMs),        // 5: like 1
        started(day, 23 * kHourMs, true),  // 6: decided
        started(day, 30 * kHourMs, true),  // 7: decided late
        started(hour, 50 * 60'000),        // 8: a sixth of an hour left
    };
    const std::vector<std::size_t> wanted = {4, 2, 3, 8, 1, 5};
    const auto found = at_risk(readings);
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
    BOOST_TEST(at_risk({}).empty());
}

BOOST_AUTO_TEST_CASE(change_their_level_at_the_millisecond) {
    const Regime day = regime("PT24H", "24/7", {"ask"}, {"answer"});
    const auto level_left = [&](std::int64_t left_ms) {
        return name(read_clock(day, kFrance, kStarted, kFriday, {}, kFriday + 24 * kHourMs - left_ms).level);
    };
    BOOST_TEST(level_left(6 * kHourMs + 1) == "fine");
    BOOST_TEST(level_left(6 * kHourMs) == "warning");
    BOOST_TEST(level_left(24 * kHourMs / 10 + 1) == "warning");
    BOOST_TEST(level_left(24 * kHourMs / 10) == "at_risk");
    BOOST_TEST(level_left(0) == "at_risk");
    BOOST_TEST(level_left(-1) == "breached");
    // An order that is decades away is measured without overflow.
    const Reading far =
        read_clock(day, kFrance, std::vector<Moment>{{at("2200-01-01T00:00:00Z"), "start", ""}},
                   at("0001-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"), kFriday);
    BOOST_TEST((far.order_first && far.left_ppm > 30'000 && far.left_ppm < 40'000));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(the_log_of_a_case)

BOOST_AUTO_TEST_CASE(is_its_events) {
    bundle::Case c;
    c.events = {{"2026-11-20T09:00:00+01:00", "start", "a", "b"}, {"yesterday", "ask", "", ""}};
    const auto log = log_of(c);
    BOOST_REQUIRE(log.size() == 1u);
    BOOST_TEST((log[0].at == kFriday && log[0].kind == "start" && log[0].note == "b"));
}

BOOST_AUTO_TEST_CASE(may_hold_any_time_at_all) {
    for (const char* calendar : {"24/7", "business"}) {
        const Regime any = regime("P10D", calendar, {"ask"}, {"answer"});
        for (const TimeMs t : {INT64_MIN, INT64_MAX, TimeMs{0}}) {
            const std::vector<Moment> log = {{t, "start", ""}, {t, "ask", ""}, {0, "answer", ""}};
            for (const TimeMs now : {INT64_MIN, INT64_MAX, TimeMs{0}}) {
                const Reading reading = read_clock(any, kFrance, log, t, t, now);
                BOOST_TEST((reading.left_ppm >= 0 && reading.left_ppm <= 1'000'000));
                (void)what_if(any, kFrance, log, t, {}, now, t, "ask");
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
