#include <core/clock/days.hpp>
#include <core/clock/regime.hpp>

#include <algorithm>

namespace casement::clock {
namespace {

std::size_t index_in(const std::vector<std::string>& kinds, std::string_view kind) {
    const auto found = std::find(kinds.begin(), kinds.end(), kind);
    return found == kinds.end() ? Regime::kEvery : static_cast<std::size_t>(found - kinds.begin());
}

bool stands_in(const std::vector<std::string>& kinds, std::string_view kind) {
    return index_in(kinds, kind) != Regime::kEvery;
}

// Takes "<number><unit>" off the front. At most six digits, as in packs, so that nothing overflows.
bool take_count(std::string_view& rest, char unit, std::int64_t& count) {
    std::size_t digits = 0;
    std::int64_t value = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits) {
        if (digits == 6) return false;
        value = value * 10 + (rest[digits] - '0');
    }
    if (digits == 0 || digits == rest.size() || rest[digits] != unit) return false;
    rest.remove_prefix(digits + 1);
    count = value;
    return true;
}

bool read_parts(std::string_view rest, Duration& duration) {
    if (rest.empty() || rest.front() != 'P') return false;
    rest.remove_prefix(1);
    if (take_count(rest, 'W', duration.weeks)) return rest.empty();
    const bool days = take_count(rest, 'D', duration.days);
    if (rest.empty()) return days;
    if (rest.front() != 'T') return false;
    rest.remove_prefix(1);
    std::int64_t hours = 0, minutes = 0, seconds = 0;
    const bool any = static_cast<int>(take_count(rest, 'H', hours)) |
                     static_cast<int>(take_count(rest, 'M', minutes)) |
                     static_cast<int>(take_count(rest, 'S', seconds));
    duration.time_ms = hours * kHourMs + minutes * 60'000 + seconds * 1000;
    return any && rest.empty();
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
    Duration duration;
    if (!read_parts(text, duration))
        return Error{"regime.duration", "",
                     "this is not a duration in weeks, days, hours, minutes and seconds",
                     "write an ISO 8601 duration such as PT24H or P7D"};
    const std::int64_t whole = (duration.weeks * 7 + duration.days) * kDayMs + duration.time_ms;
    if (whole == 0 || whole > kMaxDurationDays * kDayMs)
        return Error{"regime.limit", "", "the duration is nothing at all, or over ten years",
                     "write one of up to " + std::to_string(kMaxDurationDays) + " days"};
    return duration;
}

Role Regime::role(std::string_view kind) const {
    if (stands_in(stops, kind)) return Role::stop;
    if (stands_in(resumes, kind)) return Role::resume;
    if (stands_in(starts, kind)) return Role::start;
    if (stands_in(pauses, kind)) return Role::pause;
    return kind == kExtended ? Role::extend : Role::none;
}

std::size_t Regime::pause_index(std::string_view kind) const {
    return index_in(pauses, kind);
}

std::size_t Regime::ended_by(std::string_view kind) const {
    const std::size_t resume = index_in(resumes, kind);
    if (resume != kEvery) return resumes.size() == pauses.size() ? resume : kEvery;
    const std::size_t start = index_in(starts, kind);
    const bool paired = resumes.empty() && starts.size() == pauses.size() + 1;
    return paired && start != kEvery && start > 0 ? start - 1 : kEvery;
}

Result<Regime> make_regime(const policy::Clock& clock, Counting counting) {
    auto duration = parse_duration(clock.duration);
    if (!duration) return placed(std::move(duration).error(), "/duration");
    if (!clock.calendar.empty() && clock.calendar != "24/7" && clock.calendar != "business")
        return Error{"regime.calendar", "/calendar", "there is no calendar \"" + clock.calendar + "\"",
                     "write 24/7 or business"};
    return Regime{clock.id,      *duration,    clock.calendar == "business",
                  counting,      clock.starts, clock.pauses,
                  clock.resumes, clock.stops};
}

}  // namespace casement::clock
