// The table of public holidays, and how its rules are written. Internal to the calendar.
//
// A market's rules are words with blanks between them:
//   0501        the first of May             E+39, O-2   days from Easter Sunday, western or Orthodox
//   05#2.1      the second Monday of May     05#5.1      the last Monday of May (0 is Sunday)
//   0620>6      the Saturday on or after     20300201    that one day
// and behind a word, where the law has it:
//   m  on a weekend: also the next day that is neither weekend nor holiday
//   j  on a Sunday: also the next day that is no holiday       s  on a Sunday: also the Monday
//   a  on a Saturday: also the Friday before; on a Sunday: also the Monday
//   !2025  until that year                  @2026   from that year on
#pragma once

#include <core/clock/calendar.hpp>

namespace casement::clock {

struct MarketDays {
    std::string_view market;
    Coverage coverage = Coverage::none;
    std::string_view rules;
};

std::span<const MarketDays> holiday_table();
std::uint8_t weekend_of(std::string_view market);  // bit 0 Sunday .. bit 6 Saturday

Day easter(int year);           // Sunday, Gregorian calendar
Day orthodox_easter(int year);  // Sunday, by the Julian reckoning, as a Gregorian day

}  // namespace casement::clock
