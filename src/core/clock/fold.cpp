#include <core/clock/days.hpp>
#include <core/clock/fold.hpp>

#include <algorithm>
#include <tuple>

namespace casement::clock {
namespace {

// The order in which the events of one instant take effect: a start, pauses, what ends them, the end moved,
// and a stop last.
int rank_of(Role role) {
    constexpr Role kOrder[] = {Role::start, Role::pause, Role::resume, Role::extend, Role::stop, Role::none};
    return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), role) - std::begin(kOrder));
}

bool any(const std::vector<char>& flags) {
    return std::find(flags.begin(), flags.end(), 1) != flags.end();
}

}  // namespace

TimeMs within_reach(TimeMs t) {
    return std::clamp<TimeMs>(t, -62'135'596'800'000, 253'402'300'799'999);
}

Fold::Fold(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at)
    : regime_(regime),
      log_(log),
      counter_(regime, place),
      received_at_(within_reach(received_at)),
      open_(regime.pauses.size()) {
    bool known_start = false;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const Role role = regime.role(log[i].kind);
        if (role == Role::none) continue;
        known_start = known_start || role == Role::start;
        entries_.push_back({within_reach(log[i].at), role, i});
    }
    if (!known_start) entries_.push_back({received_at_, Role::start, kNoEvent});
    const auto note_of = [&](const Entry& entry) {
        return entry.event == kNoEvent ? std::string_view{} : std::string_view(log[entry.event].note);
    };
    std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
        const std::string_view kind_a = kind(a), kind_b = kind(b), note_a = note_of(a), note_b = note_of(b);
        return std::tuple(a.at, rank_of(a.role), kind_a, note_a, a.event) <
               std::tuple(b.at, rank_of(b.role), kind_b, note_b, b.event);
    });
}

std::string_view Fold::kind(const Entry& entry) const {
    return entry.event == kNoEvent ? std::string_view{} : std::string_view(log_[entry.event].kind);
}

bool Fold::paused() const {
    return any(open_);
}

void Fold::note(TimeMs at, std::string_view kind, Reason reason, std::size_t event) {
    steps_.push_back({at, reason, std::string(kind), event, {}});
}

void Fold::note(const Entry& entry, Reason reason) {
    note(entry.at, kind(entry), reason, entry.event);
}

void Fold::run_until(TimeMs now) {
    while (next_ < entries_.size() && entries_[next_].at <= now) {
        std::size_t end = next_;
        while (end < entries_.size() && entries_[end].at == entries_[next_].at) ++end;
        const std::size_t noted = steps_.size();
        run(Entries(entries_).subspan(next_, end - next_));
        for (std::size_t i = noted; i < steps_.size(); ++i)
            if (started_ && !paused()) steps_[i].due_at = due_;
        next_ = end;
    }
}

void Fold::run(Entries instant) {
    const bool begun = run_starts(instant);
    if (!running_or_paused()) {
        for (const Entry& entry : instant) note(entry, started_ ? Reason::after_stop : Reason::before_start);
        return;
    }
    run_pauses(instant, begun);
    for (const Entry& entry : instant)
        if (entry.role == Role::extend) extend(entry);
    for (const Entry& entry : instant) {
        if (entry.role != Role::stop) continue;
        if (stopped_at_) {
            note(entry, Reason::after_stop);
            continue;
        }
        // What is left stays as it was when it stopped: a pause that was open ends with the clock.
        if (paused()) {
            due_ = due_if_on(entry.at);
            paused_ms_ += entry.at - paused_from_;
            std::fill(open_.begin(), open_.end(), 0);
            held_ = anew_ = false;
        }
        stopped_at_ = entry.at;
        note(entry, Reason::stopped);
    }
}

void Fold::begin(TimeMs at) {
    started_ = true;
    start_ = at;
    due_ = counter_.due(at);
    budget_ms_ = counter_.counted(at, due_);
    paused_ms_ = 0;
    std::fill(open_.begin(), open_.end(), 0);
    held_ = anew_ = false;
    stopped_at_.reset();
}

// Starts a clock that has not started or has stopped; true when it did.
bool Fold::run_starts(Entries instant) {
    if (running_or_paused()) return false;
    bool begun = false;
    for (const Entry& entry : instant) {
        if (entry.role != Role::start) continue;
        const bool first = !started_;
        if (begun) {
            note(entry, Reason::already_running);
            continue;
        }
        begin(entry.at);
        begun = true;
        assumed_ = entry.event == kNoEvent;
        note(entry, assumed_ ? Reason::assumed_start : first ? Reason::started : Reason::restarted);
    }
    return begun;
}

void Fold::hold(TimeMs at) {
    paused_from_ = at;
    held_ = at <= due_;
    if (held_) left_ms_ = counter_.counted(at, due_);
}

void Fold::go_on(TimeMs at) {
    paused_ms_ += at - paused_from_;
    if (anew_) {
        begin(at);
        assumed_ = false;
    } else if (held_) {
        due_ = counter_.advance(at, left_ms_);
    }
    held_ = false;
}

void Fold::run_pauses(Entries instant, bool begun) {
    std::vector<char> opened(open_.size()), ended(open_.size());
    for (const Entry& entry : instant)
        if (entry.role == Role::pause) opened[regime_.pause_index(kind(entry))] = 1;
    for (const Entry& entry : instant) {
        const bool starts = entry.role == Role::start && !begun;
        if (entry.role != Role::resume && !starts) continue;
        const std::size_t target = regime_.ended_by(kind(entry));
        bool ends = false;
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (target != Regime::kEvery && target != i) continue;
            // Paused and ended in one instant leaves a pause as it was, in whatever order it is written.
            ends = ends || (open_[i] && !opened[i]);
            ended[i] = 1;
        }
        anew_ = anew_ || (starts && ends);
    }
    const bool was_paused = paused();
    const TimeMs at = instant.front().at;
    const std::vector<char> before = open_;
    for (std::size_t i = 0; i < open_.size(); ++i)
        if (opened[i] != ended[i]) open_[i] = opened[i];
    const bool late = at > due_;
    if (!was_paused && paused()) hold(at);
    const bool restarts = was_paused && !paused() && anew_;
    if (was_paused && !paused()) go_on(at);

    bool first = !was_paused;
    for (const Entry& entry : instant) {
        if (entry.role == Role::pause) {
            const bool moment = ended[regime_.pause_index(kind(entry))] != 0;
            note(entry, moment   ? Reason::momentary
                        : !first ? Reason::paused_further
                        : late   ? Reason::paused_after_due
                                 : Reason::paused);
            first = first && moment;
        } else if (entry.role == Role::resume || (entry.role == Role::start && !begun)) {
            const std::size_t target = regime_.ended_by(kind(entry));
            bool ends = false, moment = false;
            for (std::size_t i = 0; i < open_.size(); ++i) {
                if (target != Regime::kEvery && target != i) continue;
                ends = ends || (before[i] && !open_[i]);
                moment = moment || opened[i];
            }
            const bool idle_start = entry.role == Role::start && !was_paused && !moment;
            note(entry, ends && paused() ? Reason::still_paused
                        : ends           ? restarts ? Reason::restarted : Reason::resumed
                        : moment         ? Reason::momentary
                        : idle_start     ? Reason::already_running
                                         : Reason::nothing_to_resume);
        }
    }
}

void Fold::extend(const Entry& entry) {
    const std::string_view note_text = log_[entry.event].note;
    const std::string_view word = note_text.substr(0, note_text.find(' '));
    const TimeMs now_due = due_if_on(entry.at);
    std::optional<TimeMs> end;
    if (const auto by = parse_duration(word))
        end = counter_.extended(now_due, *by);
    else if (const auto to = parse_rfc3339(word))
        end = *to;
    if (!end || *end <= now_due || *end - start_ > kMaxReachDays * kDayMs) {
        note(entry, Reason::extension_refused);
        return;
    }
    if (anew_) {  // the whole period is still to come: what was added to the old one is gone with it
        note(entry, Reason::extension_refused);
        return;
    }
    budget_ms_ += counter_.counted(now_due, *end);
    due_ = *end;
    if (paused() && *end >= entry.at) {
        held_ = true;
        left_ms_ = counter_.counted(entry.at, *end);
    }
    note(entry, Reason::extended);
}

TimeMs Fold::due_if_on(TimeMs now) {
    if (!paused()) return due_;
    if (anew_) return counter_.due(now);
    return held_ ? counter_.advance(now, left_ms_) : due_;
}

void Fold::park(std::size_t pause, TimeMs at) {
    if (!paused()) hold(at);
    open_[pause] = 1;
    note(at, regime_.pauses[pause], at > due_ ? Reason::paused_after_due : Reason::paused);
}

void Fold::unpark(std::size_t pause, TimeMs at) {
    open_[pause] = 0;
    // A regime that nothing resumes starts anew.
    anew_ = anew_ || regime_.resumes.empty();
    const bool restarts = anew_ && !paused();
    if (!paused()) go_on(at);
    note(at, regime_.pauses[pause],
         paused()   ? Reason::still_paused
         : restarts ? Reason::restarted
                    : Reason::resumed);
    if (!paused()) steps_.back().due_at = due_;
}

// What is used up and what is left of the regime's own period.
void Fold::measure(Reading& reading, TimeMs at) {
    reading.clock_due_at = due_if_on(at);
    const bool anew = paused() && anew_;
    reading.left_counted_ms =
        paused() && held_ && !anew ? left_ms_ : counter_.counted(at, *reading.clock_due_at);
    reading.counted_ms = anew ? reading.left_counted_ms : budget_ms_;
    reading.elapsed_ms = reading.counted_ms - reading.left_counted_ms;
    reading.paused_ms = paused_ms_ + (paused() ? at - paused_from_ : 0);
}

Reading Fold::reading(std::optional<TimeMs> order_due_at, TimeMs now) {
    Reading reading;
    reading.steps = steps_;
    reading.start_assumed = started_ && assumed_;
    reading.stopped_at = stopped_at_;
    const TimeMs at = stopped_at_.value_or(now);
    if (started_) {
        reading.state = stopped_at_ ? State::stopped : paused() ? State::paused : State::running;
        reading.started_at = start_;
        measure(reading, at);
    }
    reading.due_at = reading.clock_due_at;
    std::int64_t whole = reading.counted_ms, left = reading.left_counted_ms;
    if (order_due_at && (!reading.due_at || *order_due_at < *reading.due_at)) {
        reading.due_at = within_reach(*order_due_at);
        reading.order_first = true;
        whole = *reading.due_at - (started_ ? std::min(start_, received_at_) : received_at_);
        left = *reading.due_at - at;
        reading.steps.push_back({*reading.due_at, Reason::order_first, {}, kNoEvent, reading.due_at});
    }
    if (!reading.due_at) return reading;
    reading.left_ms = *reading.due_at - at;
    left = std::clamp<std::int64_t>(left, 0, std::max<std::int64_t>(whole, 0));
    // Rounded up, so that a share is at most a quarter exactly when four times the rest is at most the whole.
    constexpr std::int64_t kMillion = 1'000'000, kLargest = INT64_MAX / kMillion - 1;
    for (; whole > kLargest; whole /= 1000) left /= 1000;
    reading.left_ppm = whole <= 0 ? 0 : static_cast<int>((left * kMillion + whole - 1) / whole);
    if (at > *reading.due_at)
        reading.level = Level::breached;
    else if (stopped_at_)
        reading.level = Level::none;
    else
        reading.level = reading.left_ppm <= kMillion / 10  ? Level::at_risk
                        : reading.left_ppm <= kMillion / 4 ? Level::warning
                                                           : Level::fine;
    return reading;
}

}  // namespace casement::clock
