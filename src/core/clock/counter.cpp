#include <core/clock/counter.hpp>

#include <algorithm>

namespace casement::clock {

Counter::Span Counter::open_on(Day day) {
    if (!days_.works(day)) return {};
    if (!in_hours()) return {midnight(day), midnight(day + 1)};
    const auto at = [&](int minutes) { return from_local(*place_.zone, day * kDayMs + minutes * 60'000LL); };
    return {at(place_.from_min), at(place_.to_min)};
}

std::int64_t Counter::counted(TimeMs from, TimeMs to) {
    if (to <= from) return 0;
    if (!regime_.business) return to - from;
    std::int64_t sum = 0;
    for (Day day = local_day(from), last = local_day(to); day <= last; ++day) {
        const Span open = open_on(day);
        sum += std::max<std::int64_t>(0, std::min(open.to, to) - std::max(open.from, from));
    }
    return sum;
}

TimeMs Counter::advance(TimeMs from, std::int64_t counted_ms) {
    if (counted_ms <= 0) return from;
    if (!regime_.business) return from + counted_ms;
    for (Day day = local_day(from);; ++day) {
        const Span open = open_on(day);
        const TimeMs begin = std::max(open.from, from);
        if (open.to <= begin) continue;
        if (counted_ms <= open.to - begin) return begin + counted_ms;
        counted_ms -= open.to - begin;
    }
}

// The end of the days and weeks of a period, or its start where it has none.
TimeMs Counter::end_of_period(TimeMs start) {
    const Duration& period = regime_.duration;
    const bool weeks = period.weeks > 0;
    if (!weeks && period.days == 0) return start;
    const Day day = local_day(start);
    // Working days: the day of the event is not counted (article 3(1)).
    if (regime_.business && !weeks) return midnight(days_.after(day, period.days) + 1);
    const std::int64_t length = period.weeks * 7 + period.days;
    // Weeks end with the same day of the week (article 3(2)(c)), or with the working day that follows (3(4)).
    if (regime_.business) return midnight(days_.next_from(day + length) + 1);
    if (regime_.counting == Counting::moment)
        return from_local(*place_.zone, to_local(*place_.zone, start) + length * kDayMs);
    // Article 3(4), and 3(5): a period of two days or more has at least two working days in it.
    Day last = days_.next_from(day + length);
    if (length < 2) return midnight(last + 1);
    int working = 0;
    for (Day one = day + 1; one <= last && working < 2; ++one) working += days_.works(one) ? 1 : 0;
    if (working < 2) last = days_.after(last, 2 - working);
    return midnight(last + 1);
}

TimeMs Counter::due(TimeMs start) {
    const Duration& period = regime_.duration;
    TimeMs from = start;
    // The hour in which the event occurs is not counted (article 3(1)).
    if (regime_.counting == Counting::regulation && period.weeks == 0 && period.days == 0) {
        const TimeMs local = to_local(*place_.zone, start);
        const TimeMs into_hour = ((local % kHourMs) + kHourMs) % kHourMs;
        from = start - into_hour + kHourMs;
    }
    return advance(end_of_period(from), period.time_ms);
}

TimeMs Counter::extended(TimeMs due, const Duration& by) {
    TimeMs end = due;
    if (const std::int64_t length = by.weeks * 7 + by.days; length > 0) {
        // From the last counted instant, so that midnight belongs to the day it ends.
        const TimeMs local = to_local(*place_.zone, due - 1);
        const Day day = day_in(local);
        Day to = day + length;
        if (regime_.business) to = by.weeks > 0 ? days_.next_from(to) : days_.after(day, by.days);
        end = from_local(*place_.zone, local + (to - day) * kDayMs + 1);
    }
    return advance(end, by.time_ms);
}

}  // namespace casement::clock
