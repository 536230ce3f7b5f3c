// Which days are worked in a market: weekends, public holidays, office hours.
//
// Holidays are rules in a small table (holidays.cpp, which names the law of each country), and only those
// which hold in the whole country. When in doubt a day is a working day: a holiday that is missing makes a
// deadline earlier, never later. `Coverage` says what is known, so that the console can say it too.
//
// Calendars of one's own add to the table or take its place; they are a document, or a member of another one:
//
//   "calendars": [{"market": "DE", "holidays": ["2026-12-24"], "worked": ["2026-11-22"],
//                  "weekend": ["saturday", "sunday"], "zone": "Europe/Berlin",
//                  "hours": {"from": "09:00", "to": "17:00"}, "replaces": false}]
#pragma once

#include <core/base/result.hpp>
#include <core/clock/days.hpp>
#include <core/clock/zone.hpp>
#include <core/json/fields.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace casement::clock {

enum class Coverage {
    national,  // all holidays of the whole country
    fixed,     // those with a fixed rule; the ones by the moon or by yearly decree are missing
    own,       // a calendar that came with the pack or bundle and replaces the table
    none,      // no data: every day that is no weekend is worked
};
const char* name(Coverage);

struct OwnCalendar {
    std::string market;          // as a case names it: ISO 3166-1 alpha-2, or any name of up to 20 bytes
    const Zone* zone = nullptr;  // nullptr: the market's
    std::uint8_t weekend = 0;    // bit 0 Sunday .. bit 6 Saturday; kAsTheMarket: the market's
    int from_min = 9 * 60, to_min = 17 * 60;  // office hours, minutes of the local day
    bool replaces = false;                    // without the table's holidays
    std::vector<Day> holidays, worked;        // rising, without doubles; worked: although weekend or holiday

    static constexpr std::uint8_t kAsTheMarket = 0x80;
};
using Calendars = std::vector<OwnCalendar>;  // by market, rising, without doubles

inline constexpr std::size_t kMaxCalendars = 300;
inline constexpr std::size_t kMaxCalendarDays = 2000;
inline constexpr std::size_t kMaxCalendarBytes = 4'000'000;

// Reads the member "calendars" of the object, which may be missing. Failures are recorded in the reading,
// with the place: calendar.limit, calendar.duplicate, calendar.unknown (a member nobody knows),
// calendar.zone, calendar.day, calendar.hours, calendar.weekend, or the reading's own code for a wrong type.
Calendars read_calendars(const json::Fields& fields);

// The same for a document of its own: {"calendars": [...]}. Errors: as above, calendar.format, and json.*.
Result<Calendars> parse_calendars(std::string_view bytes);

// Where a case is counted: its market's zone and days.
struct Place {
    std::string market;
    const Zone* zone = &utc();
    bool zone_known = false;  // false: UTC stands in
    Coverage coverage = Coverage::none;
    std::uint8_t weekend = 0b100'0001;
    int from_min = 9 * 60, to_min = 17 * 60;
    std::string_view rules;            // of the table; read by WorkingDays
    const OwnCalendar* own = nullptr;  // lives in the Calendars it was made from
};

Place place_of(std::string_view market, const Calendars* own = nullptr);

// The public holidays of a year by the table, substitute days with them: rising, without doubles.
std::vector<Day> holidays_in(const Place& place, int year);

// Asks about days; keeps the holidays of the years it was asked about, so make one for a whole calculation.
class WorkingDays {
  public:
    explicit WorkingDays(const Place& place) : place_(place) {}

    bool works(Day day);
    Day next_from(Day day);                    // the first working day on or after
    Day after(Day day, std::int64_t working);  // the n-th working day after

  private:
    struct Year {
        int year;
        std::vector<Day> holidays;
    };
    const Place& place_;
    std::vector<Year> years_;
};

}  // namespace casement::clock
