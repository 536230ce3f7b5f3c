#include "vectors.hpp"

#include <core/clock/days.hpp>

using namespace casement;
using namespace casement::clock;

BOOST_AUTO_TEST_SUITE(zones_of_the_table)

// zones.json holds what the IANA database says; make_zones.py writes it.
BOOST_AUTO_TEST_CASE(change_their_clocks_as_the_iana_database_has_it) {
    const Json vectors = clock_vectors("zones.json");
    const TimeMs end = at("2031-01-01T00:00:00Z");
    BOOST_TEST(vectors.at("zones").size() == zones().size());
    for (const auto& [zone_name, changes] : vectors.at("zones").items()) {
        const Zone* zone = zone_named(zone_name);
        BOOST_REQUIRE_MESSAGE(zone, zone_name << " is missing");
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const TimeMs from = time_of(changes[i][0]);
            const TimeMs to = i + 1 < changes.size() ? time_of(changes[i + 1][0]) : end;
            const int minutes = changes[i][1].get<int>();
            for (TimeMs t = from; t < to; t += 6 * kHourMs) wrong += offset_min(*zone, t) != minutes;
            wrong += offset_min(*zone, to - 1) != minutes;
        }
        BOOST_CHECK_MESSAGE(wrong == 0, zone_name << ": " << wrong << " instants with another offset");
    }
}

BOOST_AUTO_TEST_CASE(turn_every_hour_there_and_back) {
    const TimeMs from = at("2025-12-31T12:00:00Z"), to = at("2027-01-01T12:00:00Z");
    for (const Zone& zone : zones()) {
        std::size_t wrong = 0;
        for (TimeMs t = from; t < to; t += kHourMs / 2) {
            const TimeMs back = from_local(zone, to_local(zone, t));
            // Only in an hour that comes twice may it be another: the first.
            wrong += back != t && !(back == t - kHourMs && to_local(zone, back) == to_local(zone, t));
        }
        BOOST_CHECK_MESSAGE(wrong == 0, zone.name << ": " << wrong);
    }
}

BOOST_AUTO_TEST_CASE(are_found_by_name_and_by_market) {
    BOOST_TEST(zone_of("DE")->name == "Europe/Berlin");
    BOOST_TEST(zone_of("US")->name == "America/New_York");
    BOOST_TEST((zone_of("ZZ") == nullptr && zone_of("") == nullptr && zone_named("Europe") == nullptr));
    BOOST_TEST(utc().name == "UTC");
    for (const char* market :
         {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
          "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO", "CH", "GB"})
        BOOST_CHECK_MESSAGE(zone_of(market), market);
}

BOOST_AUTO_TEST_CASE(stand_in_the_guide) {
    const std::string guide = file_text("docs/clocks.md");
    for (const Zone& zone : zones()) {
        const std::string named =
            (zone.market.empty() ? "" : std::string(zone.market) + " ") + std::string(zone.name);
        BOOST_CHECK_MESSAGE(guide.find(named) != std::string::npos, named);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(days_as_numbers)

BOOST_AUTO_TEST_CASE(are_the_days_of_the_calendar) {
    BOOST_TEST(day_of({1970, 1, 1}) == 0);
    BOOST_TEST(day_of({2028, 2, 29}) + 1 == day_of({2028, 3, 1}));
    BOOST_TEST((date_of(day_of({2000, 2, 29})) == Date{2000, 2, 29}));
    BOOST_TEST(weekday_of(0) == 4);  // a Thursday
    BOOST_TEST(weekday_of(-5) == 6);
    BOOST_TEST(day_in(-1) == -1);
    BOOST_TEST(day_in(-kDayMs) == -1);
    BOOST_TEST(day_in(-kDayMs - 1) == -2);
    BOOST_TEST((date_of(last_weekday(2026, 2, 0)) == Date{2026, 2, 22}));
    BOOST_TEST((date_of(last_weekday(2026, 12, 4)) == Date{2026, 12, 31}));
}

BOOST_AUTO_TEST_SUITE_END()
