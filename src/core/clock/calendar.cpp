#include <core/clock/calendar.hpp>
#include <core/clock/holidays.hpp>

#include <algorithm>

namespace casement::clock {
namespace {

bool in_weekend(std::uint8_t weekend, Day day) {
    return (weekend >> weekday_of(day) & 1) != 0;
}

// One word of a market's rules; the table is ours, so that only the tests look for a malformed one.
struct HolidayRule {
    std::string_view rest;
    char moved = 0;
    int first_year = 0, last_year = 9999;

    int number(std::size_t digits) {
        int value = 0;
        for (std::size_t i = 0; i < digits && !rest.empty(); ++i, rest.remove_prefix(1))
            value = value * 10 + (rest.front() - '0');
        return value;
    }
    bool take(char c) {
        if (!rest.starts_with(c)) return false;
        rest.remove_prefix(1);
        return true;
    }
    Day days_from(Day sunday) {
        const bool before = take('-');
        if (!before) take('+');
        std::size_t digits = 0;
        while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
        const int count = number(digits);
        return before ? sunday - count : sunday + count;
    }
    Day day(int year) {
        if (take('E')) return days_from(easter(year));
        if (take('O')) return days_from(orthodox_easter(year));
        if (rest.size() >= 8 && rest[4] >= '0' && rest[4] <= '9') {
            first_year = last_year = number(4);
            const int month = number(2);
            return day_of({first_year, month, number(2)});
        }
        const int month = number(2);
        if (take('#')) {
            const int nth = number(1);
            take('.');
            const int weekday = number(1);
            return nth == 5 ? last_weekday(year, month, weekday)
                            : weekday_from(day_of({year, month, 1}), weekday) + (nth - 1) * 7;
        }
        const Day fixed = day_of({year, month, number(2)});
        return take('>') ? weekday_from(fixed, number(1)) : fixed;
    }
    void read_end() {
        while (!rest.empty()) {
            if (take('@'))
                first_year = number(4);
            else if (take('!'))
                last_year = number(4);
            else
                moved = rest.front(), rest.remove_prefix(1);
        }
    }
};

struct Holiday {
    Day day;
    char moved;
};

bool holds(const std::vector<Holiday>& days, Day day) {
    return std::any_of(days.begin(), days.end(), [&](const Holiday& one) { return one.day == day; });
}

void collect(std::string_view rules, int year, std::vector<Holiday>& out) {
    while (!rules.empty()) {
        const std::size_t end = std::min(rules.find(' '), rules.size());
        HolidayRule rule{rules.substr(0, end)};
        const Day day = rule.day(year);
        rule.read_end();
        if (year >= rule.first_year && year <= rule.last_year) out.push_back({day, rule.moved});
        rules.remove_prefix(std::min(end + 1, rules.size()));
    }
}

// The substitute days, in the order of the rules: each is a holiday to those that come after it.
void substitute(std::uint8_t weekend, std::vector<Holiday>& days) {
    for (std::size_t i = 0, count = days.size(); i < count; ++i) {
        const auto [day, moved] = days[i];
        const int weekday = weekday_of(day);
        if (moved == 0 || !in_weekend(weekend, day)) continue;
        Day other = day + 1;
        if (moved == 'a' && weekday == 6) other = day - 1;
        if (moved == 'm')
            while (in_weekend(weekend, other) || holds(days, other)) ++other;
        if (moved == 'j')
            while (holds(days, other)) ++other;
        if ((moved == 's' || moved == 'j') && weekday != 0) continue;
        days.push_back({other, 0});
    }
}

}  // namespace

const char* name(Coverage coverage) {
    constexpr const char* kNames[] = {"national", "fixed", "own", "none"};
    return kNames[static_cast<std::size_t>(coverage)];
}

Place place_of(std::string_view market, const Calendars* own) {
    Place place;
    place.market = market;
    place.weekend = weekend_of(market);
    if (const Zone* zone = zone_of(market)) place.zone = zone, place.zone_known = true;
    for (const MarketDays& days : holiday_table()) {
        if (days.market != market) continue;
        place.coverage = days.coverage;
        place.rules = days.rules;
    }
    if (!own) return place;
    const auto found =
        std::lower_bound(own->begin(), own->end(), market,
                         [](const OwnCalendar& one, std::string_view m) { return one.market < m; });
    if (found == own->end() || found->market != market) return place;
    place.own = &*found;
    if (found->zone) place.zone = found->zone, place.zone_known = true;
    if (found->weekend != OwnCalendar::kAsTheMarket) place.weekend = found->weekend;
    place.from_min = found->from_min;
    place.to_min = found->to_min;
    if (found->replaces) place.rules = {}, place.coverage = Coverage::own;
    return place;
}

std::vector<Day> holidays_in(const Place& place, int year) {
    // The years around it, for a substitute day on the other side of New Year.
    std::vector<Holiday> days;
    for (int near = year - 1; near <= year + 1; ++near) collect(place.rules, near, days);
    substitute(place.weekend, days);
    std::vector<Day> found;
    for (const Holiday& one : days)
        if (date_of(one.day).year == year) found.push_back(one.day);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool WorkingDays::works(Day day) {
    if (place_.own) {
        if (std::binary_search(place_.own->worked.begin(), place_.own->worked.end(), day)) return true;
        if (std::binary_search(place_.own->holidays.begin(), place_.own->holidays.end(), day)) return false;
    }
    if (in_weekend(place_.weekend, day)) return false;
    if (place_.rules.empty()) return true;
    const int year = date_of(day).year;
    auto known =
        std::find_if(years_.begin(), years_.end(), [&](const Year& one) { return one.year == year; });
    if (known == years_.end()) known = years_.insert(years_.end(), {year, holidays_in(place_, year)});
    return !std::binary_search(known->holidays.begin(), known->holidays.end(), day);
}

Day WorkingDays::next_from(Day day) {
    while (!works(day)) ++day;
    return day;
}

Day WorkingDays::after(Day day, std::int64_t working) {
    for (; working > 0; --working) day = next_from(day + 1);
    return day;
}

}  // namespace casement::clock
