#include <app/document.hpp>
#include <app/document_clock.hpp>
#include <core/clock/clock.hpp>

namespace casement::app {
namespace {

using clock::Coverage;
using clock::Parking;
using clock::Reason;

constexpr TimeMs kDayMs = 86'400'000;
constexpr TimeMs kOfficeMs = 9 * 3'600'000;

// As clocks on the wall of the market show it.
std::string wall(const clock::Place& place, TimeMs at) {
    const std::string text = format_rfc3339(clock::to_local(*place.zone, at));
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::string spent(std::int64_t ms) {
    return format_span(ms < 0 ? -ms : ms);
}

const char* reason_words(Reason reason) {
    switch (reason) {
        case Reason::started:
            return "starts the clock";
        case Reason::assumed_start:
            return "nothing in the log starts it: counted from receipt";
        case Reason::already_running:
            return "changes nothing: it runs already";
        case Reason::restarted:
            return "starts it anew, with the whole period";
        case Reason::paused:
            return "pauses it";
        case Reason::paused_further:
            return "pauses it too";
        case Reason::paused_after_due:
            return "moves nothing: it was due already";
        case Reason::momentary:
            return "paused and ended at once";
        case Reason::resumed:
            return "lets it go on";
        case Reason::still_paused:
            return "ends one pause, another is open";
        case Reason::nothing_to_resume:
            return "ends no pause that was open";
        case Reason::extended:
            return "moves the end";
        case Reason::extension_refused:
            return "cannot move the end";
        case Reason::stopped:
            return "stops the clock";
        case Reason::before_start:
            return "came before the clock started";
        case Reason::after_stop:
            return "came after it had stopped";
        case Reason::order_first:
            return "an order's own deadline is earlier and goes first";
    }
    return "";
}

std::string standing_of(const clock::Reading& reading) {
    switch (reading.state) {
        case clock::State::not_started:
            return "has not started";
        case clock::State::paused:
            return "paused, " + spent(reading.left_counted_ms) + " left of what counts";
        case clock::State::stopped:
            return reading.left_ms < 0 ? "stopped " + spent(reading.left_ms) + " too late"
                                       : "stopped in time";
        case clock::State::running:
            break;
    }
    return reading.left_ms < 0 ? "overdue by " + spent(reading.left_ms) : spent(reading.left_ms) + " left";
}

std::string calendar_words(const policy::Clock& regime, const clock::Place& place) {
    std::string text = regime.calendar == "business" ? "working days" : "all hours";
    if (!place.market.empty()) text += " in " + place.market;
    text += ", " + (place.zone_known ? std::string(place.zone->name) : "UTC: the market's zone is not known");
    if (regime.calendar != "business") return text;
    if (place.coverage == Coverage::none)
        text += ". Its public holidays are not known: only weekends are left out";
    if (place.coverage == Coverage::fixed) text += ". Holidays without a fixed date are not known";
    return text;
}

// Nine o'clock on the next Monday of the market.
TimeMs next_monday(const clock::Place& place, TimeMs now) {
    const TimeMs local = clock::to_local(*place.zone, now);
    const TimeMs day = local / kDayMs;
    const TimeMs weekday = (day + 3) % 7;  // 0: Monday; the first day of 1970 was a Thursday
    return clock::from_local(*place.zone, (day + 7 - weekday) * kDayMs + kOfficeMs);
}

std::string parked_words(const clock::WhatIf& parked) {
    if (parked.parking == Parking::not_running) return "";
    const auto& then = parked.at_until;
    const std::string how =
        parked.parking == Parking::pauses ? "the clock would wait, " : "the clock would run on, ";
    return how + (parked.breaches ? "overdue by " + spent(then.left_ms) : spent(then.left_ms) + " left then");
}

}  // namespace

Json clock_section(const bundle::Case& c, const policy::Pack* pack, TimeMs now_ms) {
    const policy::Clock* counted = pack && !c.clock.empty() ? pack->clock(c.clock) : nullptr;
    if (!counted) return nullptr;
    const auto regime = clock::make_regime(*counted);
    if (!regime) return nullptr;
    const auto place = clock::place_of(c.market);
    const auto log = clock::log_of(c);
    const auto reading = clock::read_clock(*regime, place, log, c.received_at, c.due_at, now_ms);

    Json facts = Json::array();
    const auto add = [&](const char* label, const std::string& value) {
        if (!value.empty()) facts.push_back({{"label", label}, {"value", value}});
    };
    add("Clock", counted->title + (counted->basis.empty() ? "" : " (" + counted->basis + ")"));
    add("Stands", standing_of(reading));
    add("Due", reading.due_at ? wall(place, *reading.due_at) + " local" : "");
    add("Counted in", calendar_words(*counted, place));
    if (reading.paused_ms > 0) add("Paused so far", spent(reading.paused_ms));
    const TimeMs monday = next_monday(place, now_ms);
    const auto parked = clock::what_if(*regime, place, log, c.received_at, c.due_at, now_ms, monday);
    add(("Parked until " + wall(place, monday)).c_str(), parked_words(parked));
    add("Source", counted->source);

    Json rows = Json::array();
    for (const auto& step : reading.steps)
        rows.push_back({wall(place, step.at), step.kind, reason_words(step.reason),
                        step.due_at ? wall(place, *step.due_at) : ""});
    Json children = Json::array();
    children.push_back({{"type", "facts"}, {"items", std::move(facts)}});
    if (!rows.empty())
        children.push_back(
            table_block("Why it is due then", {"when", "event", "what it does", "due"}, std::move(rows)));
    return {{"type", "section"}, {"id", "clock"}, {"title", "Clock"}, {"children", std::move(children)}};
}

}  // namespace casement::app
