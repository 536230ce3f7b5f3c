#include "vectors.hpp"

#include <core/clock/holidays.hpp>

#include <algorithm>

using namespace casement;
using namespace casement::clock;

namespace {

std::string days_of(const std::vector<Day>& days) {
    std::string text;
    for (const Day day : days) text += format_rfc3339(day * kDayMs).substr(5, 5) + " ";
    return text;
}
std::string holidays(const char* market, int year) {
    return days_of(holidays_in(place_of(market), year));
}
std::string refusal(const std::string& calendar) {
    const auto read = parse_calendars(R"({"calendars": [)" + calendar + "]}");
    return read ? "" : read.error().code + " " + read.error().place;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(holidays_of_a_year)

// Source: the tables of Easter days in the Astronomical Almanac and of the Orthodox Church in America.
BOOST_AUTO_TEST_CASE(know_easter) {
    BOOST_TEST((date_of(easter(2024)) == Date{2024, 3, 31}));
    BOOST_TEST((date_of(easter(2025)) == Date{2025, 4, 20}));
    BOOST_TEST((date_of(easter(2038)) == Date{2038, 4, 25}));
    BOOST_TEST((date_of(easter(1818)) == Date{1818, 3, 22}));
    BOOST_TEST((date_of(orthodox_easter(2024)) == Date{2024, 5, 5}));
    BOOST_TEST((date_of(orthodox_easter(2025)) == Date{2025, 4, 20}));
    BOOST_TEST((date_of(orthodox_easter(2027)) == Date{2027, 5, 2}));
    for (int year = 1900; year <= 2100; ++year)
        BOOST_TEST((weekday_of(easter(year)) == 0 && weekday_of(orthodox_easter(year)) == 0));
}

// Sources: opm.gov, gov.uk, the Cabinet Office of Japan, bundesrecht, each for that year.
BOOST_AUTO_TEST_CASE(are_those_of_the_official_lists) {
    BOOST_TEST(holidays("US", 2026) ==
               "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25 ");
    BOOST_TEST(holidays("GB", 2027) == "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28 ");
    BOOST_TEST(holidays("GB", 2022).ends_with("12-25 12-26 12-27 "));
    BOOST_TEST(holidays("DE", 2026) == "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26 ");
    BOOST_TEST(holidays("JP", 2026) ==
               "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 "
               "10-12 11-03 11-23 ");
    BOOST_TEST(holidays("JP", 2024).find("09-22 09-23 ") != std::string::npos);
    BOOST_TEST(holidays("US", 2027).ends_with("12-24 12-25 12-31 "));  // 31: New Year 2028 is a Saturday
    BOOST_TEST(holidays("IE", 2030).find("02-01 03-17") != std::string::npos);
    BOOST_TEST(holidays("ZZ", 2026).empty());
}

BOOST_AUTO_TEST_CASE(are_well_written_for_every_market) {
    for (const MarketDays& days : holiday_table()) {
        BOOST_TEST(days.market.size() == 2u);
        BOOST_TEST(zone_of(days.market), days.market << " has no zone");
        for (int year = 2024; year <= 2040; ++year) {
            const auto found = holidays_in(place_of(days.market), year);
            BOOST_TEST((found.size() >= 3u && found.size() <= 25u), days.market << " " << found.size());
            BOOST_TEST(std::is_sorted(found.begin(), found.end()));
        }
        // The guide names the market among those of its coverage.
        const std::string guide = file_text("docs/clocks.md");
        const std::size_t line =
            guide.find(days.coverage == Coverage::national ? "(`national`)" : "(`fixed`)");
        const std::string told = guide.substr(line, guide.find('\n', line) - line);
        BOOST_TEST(told.find(std::string(days.market)) != std::string::npos, days.market);
        BOOST_TEST(days.rules.find("  ") == std::string_view::npos);
        BOOST_TEST(days.rules.find_first_not_of("0123456789EO+-#.>@!mjsa ") == std::string_view::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(calendars_of_ones_own)

BOOST_AUTO_TEST_CASE(add_to_the_table_or_take_its_place) {
    const auto own = parse_calendars(R"({"calendars": [
        {"market": "DE", "holidays": ["2026-12-24"], "worked": ["2026-12-26"],
         "hours": {"from": "08:00", "to": "24:00"}},
        {"market": "XX", "weekend": ["sunday"], "zone": "Asia/Tokyo", "replaces": true}]})");
    BOOST_REQUIRE(own.ok());
    const Place germany = place_of("DE", &*own);
    WorkingDays days(germany);
    BOOST_TEST(!days.works(day_of({2026, 12, 24})));
    BOOST_TEST(!days.works(day_of({2026, 12, 25})));
    BOOST_TEST(days.works(day_of({2026, 12, 26})));
    BOOST_TEST(germany.to_min == 24 * 60);
    BOOST_TEST((germany.coverage == Coverage::national));
    const Place other = place_of("XX", &*own);
    BOOST_TEST((other.zone_known && other.zone->name == "Asia/Tokyo" && other.coverage == Coverage::own));
    WorkingDays other_days(other);
    BOOST_TEST(other_days.works(day_of({2026, 11, 21})));
    BOOST_TEST(!other_days.works(day_of({2026, 11, 22})));
    BOOST_TEST(place_of("FR", &*own).own == nullptr);
}

BOOST_AUTO_TEST_CASE(are_read_strictly) {
    BOOST_TEST(refusal(R"({"market": "DE"})") == "");
    BOOST_TEST(refusal(R"({})") == "calendar.format /calendars/0/market");
    BOOST_TEST(refusal(R"({"market": ""})") == "calendar.format /calendars/0/market");
    BOOST_TEST(refusal(R"({"market": "123456789012345678901"})") == "calendar.limit /calendars/0/market");
    BOOST_TEST(refusal(R"({"market": "DE", "day": 1})") == "calendar.unknown /calendars/0/day");
    BOOST_TEST(refusal(R"({"market": "DE", "zone": "Berlin"})") == "calendar.zone /calendars/0/zone");
    BOOST_TEST(refusal(R"({"market": "DE", "holidays": ["2026-02-29"]})") ==
               "calendar.day /calendars/0/holidays");
    BOOST_TEST(refusal(R"({"market": "DE", "holidays": ["2026-2-1"]})") ==
               "calendar.day /calendars/0/holidays");
    BOOST_TEST(refusal(R"({"market": "DE", "worked": ["2026-02-01", "2026-02-01"]})") ==
               "calendar.duplicate /calendars/0/worked");
    BOOST_TEST(refusal(R"({"market": "DE", "weekend": ["Saturday"]})") ==
               "calendar.weekend /calendars/0/weekend");
    BOOST_TEST(refusal(R"({"market": "DE", "weekend": ["sunday", "monday", "tuesday", "wednesday", "thursday",
                           "friday", "saturday"]})") == "calendar.weekend /calendars/0/weekend");
    for (const char* hours : {R"({"from": "17:00", "to": "09:00"})", R"({"from": "9:00", "to": "17:00"})",
                              R"({"from": "09:00", "to": "24:01"})", R"({"from": "09:60", "to": "17:00"})"})
        BOOST_TEST(refusal(std::string(R"({"market": "DE", "hours": )") + hours + "}") ==
                   "calendar.hours /calendars/0/hours");
    BOOST_TEST(refusal(R"({"market": "DE"}, {"market": "DE"})") == "calendar.duplicate /calendars");
    BOOST_TEST(parse_calendars("[]").error().code == "calendar.format");
    BOOST_TEST(parse_calendars(R"({"other": 1})").error().code == "calendar.unknown");
    Json many = Json::array();
    for (std::size_t i = 0; i <= kMaxCalendars; ++i) many.push_back({{"market", std::to_string(i)}});
    BOOST_TEST(parse_calendars(Json{{"calendars", many}}.dump()).error().code == "calendar.limit");
    BOOST_TEST(refusal(Json{{"market", "DE"}, {"holidays", Json::array()}}.dump()) == "");
    Json long_list = Json::array();
    for (std::size_t i = 0; i <= kMaxCalendarDays; ++i) long_list.push_back("2026-01-01");
    BOOST_TEST(refusal(Json{{"market", "DE"}, {"holidays", long_list}}.dump()) ==
               "calendar.limit /calendars/0/holidays");
}

BOOST_AUTO_TEST_SUITE_END()
