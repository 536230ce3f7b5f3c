// How a case's clock stands: recomputed from the event log whenever it is asked, never stored.
//
// All of it is a function of what is handed in. The rules, with examples, are in docs/clocks.md.
#pragma once

#include <core/bundle/case.hpp>
#include <core/clock/calendar.hpp>
#include <core/clock/regime.hpp>

#include <optional>
#include <span>
#include <vector>

namespace casement::clock {

struct Moment {
    TimeMs at = 0;
    std::string kind, note;
};

// The log of a case. An event whose time cannot be read is left out; read_case lets none through.
std::vector<Moment> log_of(const bundle::Case& c);

enum class State : std::uint8_t { not_started, running, paused, stopped };
enum class Level : std::uint8_t {
    none,      // not started, or stopped in time
    fine,      // more than a quarter is left
    warning,   // a quarter or less
    at_risk,   // a tenth or less
    breached,  // past due: not at the due instant, from the millisecond after it
};

// Why an entry of the log mattered, or why it did not.
enum class Reason : std::uint8_t {
    started,            // the clock starts
    assumed_start,      // no event of the log starts it: it counts from receipt
    already_running,    // would start it, but it runs: the first start counts
    restarted,          // starts anew, with the whole period, after a pause or a stop
    paused,             // it pauses
    paused_further,     // it paused already; this pause too must end now
    paused_after_due,   // it was due already: the pause moves nothing
    momentary,          // paused and ended in the same instant: nothing changes
    resumed,            // it goes on
    still_paused,       // this pause ended, another is open
    nothing_to_resume,  // no such pause was open
    extended,           // the end moved out
    extension_refused,  // not readable, not later than the end, or over kMaxReachDays after the start
    stopped,            // it ends
    before_start,       // came before the clock started
    after_stop,         // came after the clock stopped
    order_first,        // a deadline set by an order is earlier than the regime's
};
const char* name(State);
const char* name(Level);
const char* name(Reason);

inline constexpr std::int64_t kMaxReachDays = 3 * kMaxDurationDays;
inline constexpr std::size_t kNoEvent = static_cast<std::size_t>(-1);

// One line of the answer to "why is it due then".
struct Step {
    TimeMs at = 0;
    Reason reason = Reason::started;
    std::string kind;
    std::size_t event = kNoEvent;  // index in the log that was handed in
    std::optional<TimeMs> due_at;  // as it was known then; none while it is paused
};

struct Reading {
    State state = State::not_started;
    Level level = Level::none;
    std::optional<TimeMs> started_at;    // of the last start, where it started anew
    bool start_assumed = false;          // from receipt, as no event starts it
    std::optional<TimeMs> due_at;        // what goes; while paused: if it went on now
    std::optional<TimeMs> clock_due_at;  // what the regime alone gives
    bool order_first = false;            // due_at is the case's own deadline; pauses do not move it
    std::optional<TimeMs> stopped_at;

    std::int64_t left_ms = 0;          // due_at - now (or - stopped_at), by the wall; negative when breached
    std::int64_t counted_ms = 0;       // of the time that counts: the whole period with its extensions,
    std::int64_t left_counted_ms = 0;  // what is left of it, 0 when breached,
    std::int64_t elapsed_ms = 0;       // and what is used up; of the regime's period, also when order_first
    std::int64_t paused_ms = 0;        // by the wall, since the last start
    int left_ppm = 0;                  // share left, 0 to 1'000'000; what `level` goes by

    bool zone_known = false;  // false: counted in UTC
    Coverage coverage = Coverage::none;
    bool coverage_matters = false;  // the calendar is one whose holidays count
    std::vector<Step> steps;        // in order of time
};

// The clock at `now`. Events after `now` have not happened yet; the log may be in any order, and events of
// one instant count together, whatever their order. `due_at` is a deadline set by an order: the earlier of
// the two goes. Times outside of the years 1 to 9999 are moved to the nearest one within.
Reading read_clock(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at,
                   std::optional<TimeMs> due_at, TimeMs now);

enum class Parking : std::uint8_t {
    pauses,       // the clock waits
    not_allowed,  // the regime has no such pause: it runs on
    not_running,  // not started, or stopped
};
const char* name(Parking);

struct WhatIf {
    Parking parking = Parking::not_allowed;
    std::string kind;       // the pause that parking would be, empty where there is none
    bool breaches = false;  // it would be past due at `until`
    Reading at_until;       // the clock at `until`, if parked
    Reading unparked;       // the clock at `until`, if not
};

// "If I park this until ...". Parking is the pause `kind`; when empty, the regime's first pause that is our
// own doing: "park", "parked", or one that begins with "consult". An `until` before `now` is `now`. Pauses
// that are open now stay open.
WhatIf what_if(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at,
               std::optional<TimeMs> due_at, TimeMs now, TimeMs until, std::string_view kind = {});

// The cases of warning and worse that are not stopped: breached first, the longest overdue leading; then by
// share left, then by time left; equal ones in the order they came. Gives indices of `readings`.
std::vector<std::size_t> at_risk(std::span<const Reading> readings);

}  // namespace casement::clock
