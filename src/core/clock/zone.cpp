#include <core/clock/days.hpp>
#include <core/clock/zone.hpp>

namespace casement::clock {
namespace {

constexpr Zone kZones[] = {
    {"UTC", "", 0, Saving::none},
    // European Union
    {"Europe/Vienna", "AT", 60, Saving::europe},
    {"Europe/Brussels", "BE", 60, Saving::europe},
    {"Europe/Sofia", "BG", 120, Saving::europe},
    {"Asia/Nicosia", "CY", 120, Saving::europe},
    {"Europe/Prague", "CZ", 60, Saving::europe},
    {"Europe/Berlin", "DE", 60, Saving::europe},
    {"Europe/Copenhagen", "DK", 60, Saving::europe},
    {"Europe/Tallinn", "EE", 120, Saving::europe},
    {"Europe/Madrid", "ES", 60, Saving::europe},
    {"Europe/Helsinki", "FI", 120, Saving::europe},
    {"Europe/Paris", "FR", 60, Saving::europe},
    {"Europe/Athens", "GR", 120, Saving::europe},
    {"Europe/Zagreb", "HR", 60, Saving::europe},
    {"Europe/Budapest", "HU", 60, Saving::europe},
    {"Europe/Dublin", "IE", 0, Saving::europe},
    {"Europe/Rome", "IT", 60, Saving::europe},
    {"Europe/Vilnius", "LT", 120, Saving::europe},
    {"Europe/Luxembourg", "LU", 60, Saving::europe},
    {"Europe/Riga", "LV", 120, Saving::europe},
    {"Europe/Malta", "MT", 60, Saving::europe},
    {"Europe/Amsterdam", "NL", 60, Saving::europe},
    {"Europe/Warsaw", "PL", 60, Saving::europe},
    {"Europe/Lisbon", "PT", 0, Saving::europe},
    {"Europe/Bucharest", "RO", 120, Saving::europe},
    {"Europe/Stockholm", "SE", 60, Saving::europe},
    {"Europe/Ljubljana", "SI", 60, Saving::europe},
    {"Europe/Bratislava", "SK", 60, Saving::europe},
    // The rest of Europe
    {"Europe/Tirane", "AL", 60, Saving::europe},
    {"Europe/Sarajevo", "BA", 60, Saving::europe},
    {"Europe/Minsk", "BY", 180, Saving::none},
    {"Europe/Zurich", "CH", 60, Saving::europe},
    {"Europe/London", "GB", 0, Saving::europe},
    {"Asia/Tbilisi", "GE", 240, Saving::none},
    {"Atlantic/Reykjavik", "IS", 0, Saving::none},
    {"Europe/Vaduz", "LI", 60, Saving::europe},
    {"Europe/Podgorica", "ME", 60, Saving::europe},
    {"Europe/Skopje", "MK", 60, Saving::europe},
    {"Europe/Oslo", "NO", 60, Saving::europe},
    {"Europe/Belgrade", "RS", 60, Saving::europe},
    {"Europe/Moscow", "RU", 180, Saving::none},
    {"Europe/Istanbul", "TR", 180, Saving::none},
    {"Europe/Kyiv", "UA", 120, Saving::europe},
    // Africa and the Middle East
    {"Asia/Dubai", "AE", 240, Saving::none},
    {"Africa/Algiers", "DZ", 60, Saving::none},
    {"Africa/Cairo", "EG", 120, Saving::egypt},
    {"Africa/Accra", "GH", 0, Saving::none},
    {"Asia/Jerusalem", "IL", 120, Saving::israel},
    {"Asia/Baghdad", "IQ", 180, Saving::none},
    {"Asia/Amman", "JO", 180, Saving::none},
    {"Africa/Nairobi", "KE", 180, Saving::none},
    {"Asia/Kuwait", "KW", 180, Saving::none},
    {"Africa/Lagos", "NG", 60, Saving::none},
    {"Asia/Qatar", "QA", 180, Saving::none},
    {"Asia/Riyadh", "SA", 180, Saving::none},
    {"Africa/Tunis", "TN", 60, Saving::none},
    {"Africa/Johannesburg", "ZA", 120, Saving::none},
    // Asia and the Pacific
    {"Australia/Sydney", "AU", 600, Saving::australia},
    {"Asia/Dhaka", "BD", 360, Saving::none},
    {"Asia/Shanghai", "CN", 480, Saving::none},
    {"Asia/Hong_Kong", "HK", 480, Saving::none},
    {"Asia/Jakarta", "ID", 420, Saving::none},
    {"Asia/Kolkata", "IN", 330, Saving::none},
    {"Asia/Tokyo", "JP", 540, Saving::none},
    {"Asia/Seoul", "KR", 540, Saving::none},
    {"Asia/Colombo", "LK", 330, Saving::none},
    {"Asia/Yangon", "MM", 390, Saving::none},
    {"Asia/Kuala_Lumpur", "MY", 480, Saving::none},
    {"Asia/Kathmandu", "NP", 345, Saving::none},
    {"Pacific/Auckland", "NZ", 720, Saving::new_zealand},
    {"Asia/Manila", "PH", 480, Saving::none},
    {"Asia/Karachi", "PK", 300, Saving::none},
    {"Asia/Singapore", "SG", 480, Saving::none},
    {"Asia/Bangkok", "TH", 420, Saving::none},
    {"Asia/Taipei", "TW", 480, Saving::none},
    {"Asia/Ho_Chi_Minh", "VN", 420, Saving::none},
    // America
    {"America/Argentina/Buenos_Aires", "AR", -180, Saving::none},
    {"America/Sao_Paulo", "BR", -180, Saving::none},
    {"America/Toronto", "CA", -300, Saving::north_america},
    {"America/Santiago", "CL", -240, Saving::chile},
    {"America/Bogota", "CO", -300, Saving::none},
    {"America/Mexico_City", "MX", -360, Saving::none},
    {"America/Lima", "PE", -300, Saving::none},
    {"America/New_York", "US", -300, Saving::north_america},
    {"America/Montevideo", "UY", -180, Saving::none},
    // Further zones of countries that have several: named by a calendar of one's own
    {"America/Halifax", "", -240, Saving::north_america},
    {"America/Chicago", "", -360, Saving::north_america},
    {"America/Denver", "", -420, Saving::north_america},
    {"America/Phoenix", "", -420, Saving::none},
    {"America/Los_Angeles", "", -480, Saving::north_america},
    {"America/Vancouver", "", -480, Saving::north_america},
    {"America/Anchorage", "", -540, Saving::north_america},
    {"Pacific/Honolulu", "", -600, Saving::none},
    {"Atlantic/Canary", "", 0, Saving::europe},
    {"Atlantic/Azores", "", -60, Saving::europe},
    {"Australia/Perth", "", 480, Saving::none},
    {"Australia/Brisbane", "", 600, Saving::none},
    {"Australia/Adelaide", "", 570, Saving::australia},
};

constexpr int kLast = 0;  // in place of a day of the month: the last such weekday

// A change of the clocks: a weekday on or after a day of a month, and an hour of it.
struct Change {
    int month, from_day, weekday, hour;
};
// Hours of `europe` and `chile` are UTC, those of the others standard time, also where the law says it in
// summer time. Hours may lie outside of the day.
struct Rule {
    Change begin, end;
    bool in_utc;
};

constexpr Rule kRules[] = {
    {},
    {{3, kLast, 0, 1}, {10, kLast, 0, 1}, true},
    {{3, 8, 0, 2}, {11, 1, 0, 1}, false},
    {{10, 1, 0, 2}, {4, 1, 0, 2}, false},
    {{9, kLast, 0, 2}, {4, 1, 0, 2}, false},
    {{3, 23, 5, 2}, {10, kLast, 0, 1}, false},
    {{4, kLast, 5, 0}, {10, kLast, 4, 23}, false},
    {{9, 2, 0, 4}, {4, 2, 0, 3}, true},
};

TimeMs change_at(const Change& change, int year, int utc_to_rule_min) {
    const Day day = change.from_day == kLast
                        ? last_weekday(year, change.month, change.weekday)
                        : weekday_from(day_of({year, change.month, change.from_day}), change.weekday);
    return day * kDayMs + change.hour * kHourMs - utc_to_rule_min * std::int64_t{60'000};
}

}  // namespace

std::span<const Zone> zones() {
    return kZones;
}

const Zone& utc() {
    return kZones[0];
}

const Zone* zone_named(std::string_view name) {
    for (const Zone& zone : kZones)
        if (zone.name == name) return &zone;
    return nullptr;
}

const Zone* zone_of(std::string_view market) {
    if (market.empty()) return nullptr;
    for (const Zone& zone : kZones)
        if (zone.market == market) return &zone;
    return nullptr;
}

int offset_min(const Zone& zone, TimeMs t) {
    if (zone.saving == Saving::none) return zone.standard_min;
    const Rule& rule = kRules[static_cast<std::size_t>(zone.saving)];
    const int shift_min = rule.in_utc ? 0 : zone.standard_min;
    const int year = date_of(day_in(t + zone.standard_min * std::int64_t{60'000})).year;
    const TimeMs begin = change_at(rule.begin, year, shift_min);
    const TimeMs end = change_at(rule.end, year, shift_min);
    const bool summer = begin < end ? t >= begin && t < end : t >= begin || t < end;  // south: over New Year
    return zone.standard_min + (summer ? 60 : 0);
}

TimeMs to_local(const Zone& zone, TimeMs t) {
    return t + offset_min(zone, t) * std::int64_t{60'000};
}

TimeMs from_local(const Zone& zone, TimeMs local) {
    const TimeMs standard = local - zone.standard_min * std::int64_t{60'000};
    if (zone.saving == Saving::none) return standard;
    const TimeMs summer = standard - kHourMs;
    // Clocks that show this in summer time show it first; in the hour left out, neither fits and the offset
    // before it is standard time.
    return to_local(zone, summer) == local ? summer : standard;
}

}  // namespace casement::clock
