// The event log folded into how a clock stands. Internal to read_clock and what_if.
#pragma once

#include <core/clock/clock.hpp>
#include <core/clock/counter.hpp>

namespace casement::clock {

class Fold {
  public:
    Fold(const Regime& regime, const Place& place, std::span<const Moment> log, TimeMs received_at);

    void run_until(TimeMs now);  // events of the log up to and with that instant
    bool running_or_paused() const { return started_ && !stopped_at_; }
    bool open(std::size_t pause) const { return open_[pause]; }
    void park(std::size_t pause, TimeMs at);
    void unpark(std::size_t pause, TimeMs at);

    Reading reading(std::optional<TimeMs> order_due_at, TimeMs now);

  private:
    struct Entry {
        TimeMs at;
        Role role;
        std::size_t event;  // kNoEvent: the assumed start
    };
    using Entries = std::span<const Entry>;

    std::string_view kind(const Entry& entry) const;
    bool paused() const;
    void note(const Entry& entry, Reason reason);
    void note(TimeMs at, std::string_view kind, Reason reason, std::size_t event = kNoEvent);
    void run(Entries instant);
    void begin(TimeMs at);
    bool run_starts(Entries instant);
    void run_pauses(Entries instant, bool begun);
    void hold(TimeMs at);
    void go_on(TimeMs at);
    void extend(const Entry& entry);
    TimeMs due_if_on(TimeMs now);
    void measure(Reading& reading, TimeMs at);

    const Regime& regime_;
    std::span<const Moment> log_;
    Counter counter_;
    TimeMs received_at_;
    std::vector<Entry> entries_;  // by time, then role, kind, note and place in the log
    std::size_t next_ = 0;
    std::vector<Step> steps_;

    bool started_ = false, assumed_ = false;
    TimeMs start_ = 0, due_ = 0;
    std::int64_t budget_ms_ = 0, paused_ms_ = 0;
    std::vector<char> open_;  // by pause of the regime
    bool held_ = false;       // what is left waits in left_ms_, and due_ is what it was
    bool anew_ = false;       // when the last pause ends, the whole period starts anew
    std::int64_t left_ms_ = 0;
    TimeMs paused_from_ = 0;
    std::optional<TimeMs> stopped_at_;
};

TimeMs within_reach(TimeMs t);  // the nearest instant of the years 1 to 9999, with room to count

}  // namespace casement::clock
