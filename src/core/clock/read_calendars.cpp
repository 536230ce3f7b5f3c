#include <core/clock/calendar.hpp>

#include <algorithm>

namespace casement::clock {
namespace {

constexpr const char* kWeekdays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                     "thursday", "friday", "saturday"};
constexpr std::uint8_t kWholeWeek = 0x7F;

void refuse_unknown(const json::Fields& fields, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : fields.value().items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        fields.fail(key.c_str(), "this is not a member of a calendar", "remove it, or see docs/clocks.md",
                    "calendar.unknown");
        return;
    }
}

std::vector<Day> read_days(const json::Fields& fields, const char* key) {
    std::vector<Day> days;
    const auto found = fields.value().find(key);
    if (found != fields.value().end() && found->is_array() && found->size() > kMaxCalendarDays) {
        fields.fail(key, "more than " + std::to_string(kMaxCalendarDays) + " days", "leave out past years",
                    "calendar.limit");
        return days;
    }
    for (const std::string& text : fields.texts(key)) {
        // parse_rfc3339 is strict about what it is given; with the length, the text is a day and nothing
        // else.
        const auto midnight = parse_rfc3339(text.size() == 10 ? text + "T00:00:00Z" : std::string());
        if (!midnight) {
            fields.fail(key, "there is a text that is no day", "write each as in 2026-12-24", "calendar.day");
            return {};
        }
        days.push_back(day_in(*midnight));
    }
    std::sort(days.begin(), days.end());
    if (std::adjacent_find(days.begin(), days.end()) != days.end())
        fields.fail(key, "a day stands here twice", "leave one out", "calendar.duplicate");
    return days;
}

std::uint8_t read_weekend(const json::Fields& fields) {
    if (!fields.has("weekend")) return OwnCalendar::kAsTheMarket;
    std::uint8_t weekend = 0;
    for (const std::string& text : fields.texts("weekend")) {
        const auto found = std::find(std::begin(kWeekdays), std::end(kWeekdays), text);
        if (found == std::end(kWeekdays)) {
            fields.fail("weekend", "there is a text that is no day of the week",
                        "write saturday, sunday, ...", "calendar.weekend");
            return 0;
        }
        weekend = static_cast<std::uint8_t>(weekend | 1u << (found - std::begin(kWeekdays)));
    }
    if (weekend == kWholeWeek)
        fields.fail("weekend", "no day of the week is worked", "leave at least one out", "calendar.weekend");
    return weekend;
}

// "09:00" as minutes of the day, 24:00 included; -1 where it is none.
int minutes_of(const std::string& text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return -1;
    const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
    return minute > 59 || hour * 60 + minute > 24 * 60 ? -1 : hour * 60 + minute;
}

void read_hours(const json::Fields& hours, OwnCalendar& calendar) {
    refuse_unknown(hours, {"from", "to"});
    calendar.from_min = minutes_of(hours.text("from", json::Need::required));
    calendar.to_min = minutes_of(hours.text("to", json::Need::required));
    if (calendar.from_min < 0 || calendar.to_min <= calendar.from_min)
        hours.fail(nullptr, "these are no office hours", "write from and to as in 09:00 and 17:00",
                   "calendar.hours");
}

OwnCalendar read_calendar(const json::Fields& fields) {
    refuse_unknown(fields, {"market", "zone", "weekend", "hours", "replaces", "holidays", "worked"});
    OwnCalendar calendar;
    calendar.market = fields.text("market", json::Need::required, 1);
    constexpr std::size_t kMaxMarketBytes = 20;
    if (calendar.market.size() > kMaxMarketBytes)
        fields.fail("market", "the name is too long", "write an ISO 3166-1 alpha-2 code", "calendar.limit");
    if (fields.has("zone")) {
        calendar.zone = zone_named(fields.text("zone"));
        if (!calendar.zone)
            fields.fail("zone", "this zone is not known", "write one of those in docs/clocks.md",
                        "calendar.zone");
    }
    calendar.weekend = read_weekend(fields);
    fields.object("hours", [&](const json::Fields& hours) { read_hours(hours, calendar); });
    calendar.replaces = fields.boolean("replaces");
    calendar.holidays = read_days(fields, "holidays");
    calendar.worked = read_days(fields, "worked");
    return calendar;
}

}  // namespace

Calendars read_calendars(const json::Fields& fields) {
    Calendars calendars;
    fields.each(
        "calendars", [&](const json::Fields& one) { calendars.push_back(read_calendar(one)); },
        json::Need::optional, 0, kMaxCalendars, "calendar.limit");
    std::sort(calendars.begin(), calendars.end(),
              [](const OwnCalendar& a, const OwnCalendar& b) { return a.market < b.market; });
    const auto twice =
        std::adjacent_find(calendars.begin(), calendars.end(),
                           [](const OwnCalendar& a, const OwnCalendar& b) { return a.market == b.market; });
    if (twice != calendars.end())
        fields.fail("calendars", "the market \"" + twice->market + "\" has two calendars", "make them one",
                    "calendar.duplicate");
    return calendars;
}

Result<Calendars> parse_calendars(std::string_view bytes) {
    json::Limits limits;
    limits.max_bytes = kMaxCalendarBytes;
    CASEMENT_TRY(const Json document, json::parse(bytes, limits));
    if (!document.is_object())
        return Error{"calendar.format", "", "this is not a JSON object", "write {\"calendars\": [...]}"};
    json::Reading reading{"calendar.format", {}};
    const json::Fields fields(document, reading);
    refuse_unknown(fields, {"calendars"});
    Calendars calendars = read_calendars(fields);
    if (reading.failure) return *reading.failure;
    return calendars;
}

}  // namespace casement::clock
