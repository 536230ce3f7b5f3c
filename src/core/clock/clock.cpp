#include <core/clock/clock.hpp>
#include <core/clock/fold.hpp>

#include <algorithm>
#include <tuple>

namespace casement::clock {
namespace {

Reading read_at(Fold& fold, const Regime& regime, const Place& place, std::optional<TimeMs> due_at,
                TimeMs now) {
    Reading reading = fold.reading(due_at, now);
    reading.zone_known = place.zone_known;
    reading.coverage = place.coverage;
    reading.coverage_matters = regime.business || regime.counting == Counting::regulation;
    return reading;
}

std::size_t own_pause(const Regime& regime) {
    for (std::size_t i = 0; i < regime.pauses.size(); ++i) {
        const std::string& kind = regime.pauses[i];
        if (kind == "park" || kind == "parked" || kind.starts_with("consult")) return i;
    }
    return Regime::kEvery;
}

}  // namespace

const char* name(State state) {
    constexpr const char* kNames[] = {"not_started", "running", "paused", "stopped"};
    return kNames[static_cast<std::size_t>(state)];
}

const char* name(Level level) {
    constexpr const char* kNames[] = {"none", "fine", "warning", "at_risk", "breached"};
    return kNames[static_cast<std::size_t>(level)];
}

const char* name(Reason reason) {
    constexpr const char* kNames[] = {
        "started",           "assumed_start",    "already_running",   "restarted", "paused",
        "paused_further",    "paused_after_due", "momentary",         "resumed",   "still_paused",
        "nothing_to_resume", "extended",         "extension_refused", "stopped",   "before_start",
        "after_stop",        "order_first"};
    return kNames[static_cast<std::size_t>(reason)];
}

const char* name(Parking parking) {
    constexpr const char* kNames[] = {"pauses", "not_allowed", "not_running"};
    return kNames[static_cast<std::size_t>(parking)];
}

std::vector<Moment> log_of(const bundle::Case& c) {
    std::vector<Moment> log;
    log.reserve(c.events.size());
    for (const bundle::Event& event : c.events)
        if (const auto at = parse_rfc3339(event.at)) log.push_back({*at, event.kind, event.note});
    return log;
}

Reading read_clock(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at,
                   std::optional<TimeMs> due_at, TimeMs now) {
    now = within_reach(now);
    Fold fold(regime, place, log, received_at);
    fold.run_until(now);
    return read_at(fold, regime, place, due_at, now);
}

WhatIf what_if(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at,
               std::optional<TimeMs> due_at, TimeMs now, TimeMs until, std::string_view kind) {
    now = within_reach(now);
    until = std::max(within_reach(until), now);
    Fold fold(regime, place, log, received_at);
    fold.run_until(now);
    WhatIf answer;
    answer.unparked = read_at(fold, regime, place, due_at, until);
    const std::size_t pause = kind.empty() ? own_pause(regime) : regime.pause_index(kind);
    if (!fold.running_or_paused()) {
        answer.parking = Parking::not_running;
    } else if (pause != Regime::kEvery) {
        answer.parking = Parking::pauses;
        answer.kind = regime.pauses[pause];
        if (!fold.open(pause)) {
            fold.park(pause, now);
            fold.unpark(pause, until);
        }
    }
    answer.at_until = read_at(fold, regime, place, due_at, until);
    answer.breaches = answer.at_until.level == Level::breached;
    return answer;
}

std::vector<std::size_t> at_risk(std::span<const Reading> readings) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < readings.size(); ++i)
        if (readings[i].level >= Level::warning && readings[i].state != State::stopped) found.push_back(i);
    // The place in the list last, so that equal ones keep their order.
    const auto key = [&](std::size_t i) {
        const Reading& reading = readings[i];
        const bool breached = reading.level == Level::breached;
        return std::tuple(!breached, breached ? 0 : reading.left_ppm, reading.left_ms, i);
    };
    std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return found;
}

}  // namespace casement::clock
