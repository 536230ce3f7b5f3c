// Calendars, durations and event logs against any bytes: what is read can be counted with, and a clock's
// numbers agree with one another whatever the log says.
#include <core/clock/clock.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static clock::Regime some_regime(std::string_view bytes) {
    clock::Regime regime;
    regime.duration.days = 3;
    if (const auto duration = clock::parse_duration(bytes.substr(0, bytes.find('\n'))))
        regime.duration = *duration;
    regime.business = bytes.size() % 2 != 0;
    regime.counting = bytes.size() % 3 != 0 ? clock::Counting::moment : clock::Counting::regulation;
    regime.starts = {"s", "b"};
    regime.pauses = {"p", "q"};
    if (bytes.size() % 5 != 0) regime.resumes = {"a", "b"};
    regime.stops = {"e"};
    return regime;
}

static void count(const clock::Regime& regime, const clock::Place& place, std::string_view bytes) {
    // Four bytes an event: its kind, and hours from the one before.
    constexpr std::string_view kKinds = "spqabe";
    std::vector<clock::Moment> log;
    TimeMs t = 1'772'000'000'000;
    for (std::size_t i = 0; i + 4 <= bytes.size() && log.size() < 64; i += 4) {
        const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[i + at]); };
        t += (byte(1) - 100) * 3'600'000LL + byte(2) * 1000;
        const bool extends = byte(0) % 7 == 6;
        log.push_back({t, extends ? std::string(clock::kExtended) : std::string(1, kKinds[byte(0) % 6]),
                       "PT" + std::to_string(byte(3)) + "H"});
    }
    const auto reading = clock::read_clock(regime, place, log, t, {}, t);
    require(reading.elapsed_ms + reading.left_counted_ms == reading.counted_ms);
    require(reading.left_ppm >= 0 && reading.left_ppm <= 1'000'000);
    require((reading.level == clock::Level::breached) == (reading.due_at && reading.left_ms < 0));
    (void)clock::what_if(regime, place, log, t, t, t, t + 1'000'000'000, "p");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const clock::Regime regime = some_regime(bytes);
    const auto calendars = clock::parse_calendars(bytes);
    if (calendars)
        for (const clock::OwnCalendar& own : *calendars)
            count(regime, clock::place_of(own.market, &*calendars), bytes);
    count(regime, clock::place_of(size % 2 != 0 ? "DE" : "US"), bytes);
    return 0;
}
