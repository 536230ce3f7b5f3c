// Counts a regime's time in a place: which instants count, when so much of it has passed, when a period ends.
//
// A 24/7 clock counts all time. A business clock whose duration is in days or weeks counts working days from
// midnight to midnight on the wall, one with hours counts office hours on working days.
#pragma once

#include <core/clock/calendar.hpp>
#include <core/clock/regime.hpp>

namespace casement::clock {

class Counter {
  public:
    Counter(const Regime& regime, const Place& place) : regime_(regime), place_(place), days_(place) {}

    TimeMs due(TimeMs start);                              // the end of the period that starts then
    TimeMs extended(TimeMs due, const Duration& by);       // an end moved further out
    std::int64_t counted(TimeMs from, TimeMs to);          // ms that count between; 0 where to <= from
    TimeMs advance(TimeMs from, std::int64_t counted_ms);  // the first instant at which so much has passed

  private:
    struct Span {
        TimeMs from, to;
    };
    bool in_hours() const { return regime_.duration.time_ms > 0; }
    TimeMs midnight(Day day) const { return from_local(*place_.zone, day * kDayMs); }
    Day local_day(TimeMs t) const { return day_in(to_local(*place_.zone, t)); }
    Span open_on(Day day);
    TimeMs end_of_period(TimeMs start);

    const Regime& regime_;
    const Place& place_;
    WorkingDays days_;
};

}  // namespace casement::clock
