// Time zones as rules of today, without a locale and without a database at run time.
//
// Each market has one zone: that of its seat of government or, where the country has several, the one most of
// its business follows (United States: New York). The rules are those in force from 2024 on; times before are
// counted by them too. Source: IANA time zone database 2025b, against which tests/vectors/zones.json holds
// every change of the clocks from 2024 to 2030.
#pragma once

#include <core/base/time.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace casement::clock {

// Who puts clocks forward by an hour, and when. Named after where the rule comes from.
enum class Saving : std::uint8_t {
    none,
    europe,         // Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC
    north_america,  // Energy Policy Act of 2005, section 110: second Sunday of March, first of November
    australia,      // Standard Time Act 1987 (NSW): first Sundays of October and April
    new_zealand,    // New Zealand Daylight Time Order 2007: last Sunday of September, first of April
    israel,         // Determination of Time Law: Friday before the last Sunday of March, last of October
    egypt,          // summer time law of 2023: last Friday of April, end of the last Thursday of October
    chile,          // Decree 1286 of 2022: from the first Saturday's end of September to that of April
};

struct Zone {
    std::string_view name;          // as in the IANA database: "Europe/Berlin"
    std::string_view market;        // ISO 3166-1 alpha-2 of the market whose main zone it is, or empty
    std::int16_t standard_min = 0;  // minutes east of UTC outside of summer time
    Saving saving = Saving::none;
};

std::span<const Zone> zones();
const Zone& utc();
const Zone* zone_named(std::string_view name);  // nullptr where the table has none
const Zone* zone_of(std::string_view market);   // nullptr where the table has none

int offset_min(const Zone& zone, TimeMs t);

// What clocks on the wall show, as if it were UTC.
TimeMs to_local(const Zone& zone, TimeMs t);

// The instant at which clocks on the wall show this. An hour that comes twice is its first; an hour that is
// left out is read by the offset before it (02:30 becomes 03:30), as RFC 5545, 3.3.5 has it.
TimeMs from_local(const Zone& zone, TimeMs local);

}  // namespace casement::clock
