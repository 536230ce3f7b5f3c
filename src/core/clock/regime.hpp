// A regime: what a clock of a policy pack counts, and which events start, pause, resume and stop it.
#pragma once

#include <core/base/result.hpp>
#include <core/base/time.hpp>
#include <core/policy/pack.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::clock {

// An ISO 8601 duration in the forms that packs accept: PnW, PnD, PTnHnMnS, PnDTnHnMnS. No months and no
// years, which have no fixed length.
struct Duration {
    std::int64_t weeks = 0, days = 0, time_ms = 0;

    bool operator==(const Duration&) const = default;
};

inline constexpr std::int64_t kMaxDurationDays = 3660;

// Errors: regime.duration (malformed), regime.limit (nothing at all, or over kMaxDurationDays).
Result<Duration> parse_duration(std::string_view text);

// How the period is laid from the moment it starts.
enum class Counting : std::uint8_t {
    // Hours by the millisecond; days of a 24/7 clock to the same time of day; working days to the end of the
    // last one. Never later than Regulation 1182/71.
    moment,
    // Regulation (EEC, Euratom) No 1182/71, article 3: the hour or day of the event is not counted; a period
    // in days ends with the last hour of the last day, on a working day, and has two working days in it.
    regulation,
};

// What an event does, by its kind. A kind in several lists has the first of these.
enum class Role : std::uint8_t { stop, resume, start, pause, extend, none };

struct Regime {
    std::string id;
    Duration duration;
    bool business = false;  // the calendar: false is 24/7
    Counting counting = Counting::moment;
    std::vector<std::string> starts, pauses, resumes, stops;

    static constexpr std::size_t kEvery = static_cast<std::size_t>(-1);

    Role role(std::string_view kind) const;
    std::size_t pause_index(std::string_view kind) const;  // kEvery where it is none

    // Which pause a resume ends: the one at the same place in its list, where the lists are equally long. A
    // regime without resumes whose second and further starts are as many as its pauses is paired in the same
    // way, and starts anew. Otherwise every pause that is open: kEvery.
    std::size_t ended_by(std::string_view kind) const;
};

// The kind of event that moves the end of any clock further out. Its note begins with an ISO 8601 duration or
// an RFC 3339 time; what follows after a blank is for people: "PT12H agreed with the authority".
inline constexpr std::string_view kExtended = "deadline_extended";

// Errors: those of parse_duration with the place "/duration"; regime.calendar.
Result<Regime> make_regime(const policy::Clock& clock, Counting counting = Counting::moment);

}  // namespace casement::clock
