#include <core/base/time.hpp>

#include <algorithm>

namespace casement {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr TimeMs kFirst = -62'135'596'800'000;  // 0001-01-01T00:00:00.000Z
constexpr TimeMs kLast = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

struct Date {
    int year, month, day;
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March so that the
// leap day is the last one.
std::int64_t days_from_date(const Date& date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t month = date.month <= 2 ? date.month + 9 : date.month - 3;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1 - 719'468;
}

Date date_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719'468;  // since 0000-03-01; positive for year 1 and later
    const std::int64_t era = shifted / 146'097;
    const std::int64_t day_of_era = shifted % 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
    const int civil_month = static_cast<int>(month < 10 ? month + 3 : month - 9);
    return {static_cast<int>(year_of_era + era * 400) + (civil_month <= 2 ? 1 : 0), civil_month, day};
}

int days_in_month(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

// Reads from the left; `good` turns false at the first character that does not fit and stays so.
struct Scanner {
    std::string_view rest;
    bool good = true;

    int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; ++i) {
            if (rest.empty() || rest.front() < '0' || rest.front() > '9') return good = false, 0;
            value = value * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return value;
    }
    bool skip(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(char c) { good = skip(c) && good; }
};

Error error(const char* code, const char* message) {
    return {code, "", message, "use RFC 3339, as in 2026-11-21T09:12:00.000Z"};
}

void append_padded(std::string& text, std::int64_t value, int width) {
    const std::string digits = std::to_string(value);
    text.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
    text += digits;
}

}  // namespace

Result<TimeMs> parse_rfc3339(std::string_view text) {
    Scanner in{text};
    Date date{};
    date.year = in.digits(4);
    in.expect('-');
    date.month = in.digits(2);
    in.expect('-');
    date.day = in.digits(2);
    if (!in.skip('T') && !in.skip('t')) in.good = false;
    const int hour = in.digits(2);
    in.expect(':');
    const int minute = in.digits(2);
    in.expect(':');
    const int second = in.digits(2);
    std::int64_t milliseconds = 0;
    if (in.skip('.')) {
        milliseconds = in.digits(1) * 100;
        // Digits beyond the third are read and dropped.
        for (int weight = 10; !in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9';
             weight /= 10) {
            milliseconds += in.digits(1) * weight;
        }
    }
    std::int64_t offset = 0;
    if (!in.skip('Z') && !in.skip('z')) {
        const bool west = in.skip('-');
        if (!west) in.expect('+');
        const int offset_hour = in.digits(2);
        in.expect(':');
        const int offset_minute = in.digits(2);
        if (in.good && (offset_hour > 23 || offset_minute > 59)) {
            return error("time.range", "the offset from UTC is beyond 23:59");
        }
        offset = (offset_hour * kHour + offset_minute * kMinute) * (west ? -1 : 1);
    }
    if (!in.good || !in.rest.empty()) return error("time.format", "this is not an RFC 3339 date and time");

    if (date.year < 1) return error("time.range", "the year is before 0001");
    if (date.month < 1 || date.month > 12) return error("time.range", "there is no such month");
    if (date.day < 1 || date.day > days_in_month(date.year, date.month)) {
        return error("time.range", "there is no such day in that month");
    }
    if (hour > 23 || minute > 59 || second > 60) return error("time.range", "there is no such time of day");

    const TimeMs t = days_from_date(date) * kDay + hour * kHour + minute * kMinute + second * kSecond +
                     milliseconds - offset;
    // A leap second is the last of a day in UTC; having been counted as second 60, it already fell into the
    // next.
    if (second == 60 && (t - milliseconds - kFirst) % kDay != 0) {
        return error("time.range", "a leap second occurs at 23:59:60 UTC only");
    }
    if (t < kFirst || t > kLast) return error("time.range", "in UTC the year is not within 0001 to 9999");
    return t;
}

std::string format_rfc3339(TimeMs t) {
    const std::int64_t since_first = std::clamp(t, kFirst, kLast) - kFirst;
    const std::int64_t in_day = since_first % kDay;
    const Date date = date_from_days(since_first / kDay + kFirst / kDay);
    std::string text;
    text.reserve(24);
    append_padded(text, date.year, 4);
    text += '-';
    append_padded(text, date.month, 2);
    text += '-';
    append_padded(text, date.day, 2);
    text += 'T';
    append_padded(text, in_day / kHour, 2);
    text += ':';
    append_padded(text, in_day % kHour / kMinute, 2);
    text += ':';
    append_padded(text, in_day % kMinute / kSecond, 2);
    text += '.';
    append_padded(text, in_day % kSecond, 3);
    text += 'Z';
    return text;
}

std::string format_span(std::int64_t span_ms) {
    struct Unit {
        std::uint64_t size;
        const char* name;
        std::uint64_t next;
        const char* next_name;
    };
    constexpr Unit kUnits[] = {
        {kDay, " d", kHour, " h"}, {kHour, " h", kMinute, " m"}, {kMinute, " m", 0, ""}};
    // Unsigned negation, so that the smallest int64 has a size too.
    const std::uint64_t size =
        span_ms < 0 ? 0 - static_cast<std::uint64_t>(span_ms) : static_cast<std::uint64_t>(span_ms);
    for (const Unit& unit : kUnits) {
        if (size < unit.size) continue;
        std::string text = std::to_string(size / unit.size) + unit.name;
        const std::uint64_t rest = unit.next == 0 ? 0 : size % unit.size / unit.next;
        if (rest != 0) text += " " + std::to_string(rest) + unit.next_name;
        return text;
    }
    return std::to_string(size / kSecond) + " s";
}

}  // namespace casement
