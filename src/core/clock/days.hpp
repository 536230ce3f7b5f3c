// Days as numbers since 1970-01-01 in the Gregorian calendar, which is what counting needs.
#pragma once

#include <chrono>
#include <cstdint>

namespace casement::clock {

using Day = std::int64_t;

inline constexpr std::int64_t kHourMs = 3'600'000;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

struct Date {
    int year = 1970, month = 1, day = 1;

    bool operator==(const Date&) const = default;
};

inline Day day_of(const Date& date) {
    using namespace std::chrono;
    return sys_days(year(date.year) / date.month / date.day).time_since_epoch().count();
}

inline Date date_of(Day day) {
    using namespace std::chrono;
    const year_month_day found{sys_days(days(static_cast<int>(day)))};
    return {static_cast<int>(found.year()), static_cast<int>(static_cast<unsigned>(found.month())),
            static_cast<int>(static_cast<unsigned>(found.day()))};
}

// 0 is Sunday, 6 is Saturday.
inline int weekday_of(Day day) {
    return static_cast<int>(((day + 4) % 7 + 7) % 7);
}

// The first such weekday on or after the day.
inline Day weekday_from(Day day, int weekday) {
    return day + (weekday - weekday_of(day) + 7) % 7;
}

// The last such weekday of the month.
inline Day last_weekday(int year, int month, int weekday) {
    const Day next = month == 12 ? day_of({year + 1, 1, 1}) : day_of({year, month + 1, 1});
    return weekday_from(next - 7, weekday);
}

// The day that holds a count of milliseconds, and where that day begins; right before 1970 too.
inline Day day_in(std::int64_t ms) {
    return ms >= 0 ? ms / kDayMs : -((-ms + kDayMs - 1) / kDayMs);
}

}  // namespace casement::clock
