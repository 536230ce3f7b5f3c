// What holds of any clock and any log: random ones from a seed that is printed.
#include "vectors.hpp"

#include <core/clock/days.hpp>

#include <algorithm>
#include <random>

using namespace casement;
using namespace casement::clock;

namespace {

constexpr unsigned kSeed = 20'261'123;
constexpr int kRounds = 1500;

// Numbers that are the same with every standard library.
class Dice {
  public:
    explicit Dice(unsigned seed) : twister_(seed) {}
    std::int64_t below(std::int64_t most) { return static_cast<std::int64_t>(twister_() % most); }
    template <class T>
    const T& of(const std::vector<T>& choices) {
        return choices[static_cast<std::size_t>(below(static_cast<std::int64_t>(choices.size())))];
    }

  private:
    std::mt19937 twister_;
};

struct Scene {
    Regime regime;
    Place place;
    std::vector<Moment> log;
    TimeMs received = 0;

    Reading at(TimeMs now) const { return read_clock(regime, place, log, received, {}, now); }
};

const std::vector<std::string> kMarkets = {"DE", "US", "NZ", "IL", "JP", "CL", "EG", "", "GB"};
const std::vector<std::string> kDurations = {"PT1H", "PT24H", "PT48H", "P1D", "P3D", "P10D", "P1W", "P1DT4H"};
const std::vector<std::string> kKinds = {
    "start", "ask", "answer", "consult", "consult_answered", "decided", "deadline_extended", "other"};
const std::vector<std::string> kNotes = {"PT6H", "P2D", "2026-06-01T00:00:00Z", "soon"};

// About the changes of the clocks and Easter of 2026.
TimeMs some_time(Dice& dice) {
    static const TimeMs first = casement::clock::at("2026-03-01T00:00:00Z");
    return first + dice.below(45 * 24 * 4) * (kHourMs / 4);
}

Scene some_scene(Dice& dice, const std::vector<std::string>& kinds) {
    Scene scene;
    const bool anew = dice.below(4) == 0;
    scene.regime =
        regime_of({{"duration", dice.of(kDurations)},
                   {"calendar", dice.below(2) ? "business" : "24/7"},
                   {"counting", dice.below(4) ? "moment" : "regulation"},
                   {"starts", anew ? Json{"start", "answer", "consult_answered"} : Json::array({"start"})},
                   {"pauses", {"ask", "consult"}},
                   {"resumes", anew ? Json::array() : Json{"answer", "consult_answered"}},
                   {"stops", Json::array({"decided"})}});
    scene.place = place_of(dice.of(kMarkets));
    scene.received = some_time(dice);
    for (std::int64_t i = dice.below(9); i > 0; --i)
        scene.log.push_back({some_time(dice), dice.of(kinds), dice.of(kNotes)});
    return scene;
}

void say_seed() {
    BOOST_TEST_MESSAGE("seed " << kSeed << ", rounds " << kRounds);
}

bool same(const Reading& a, const Reading& b) {
    return a.state == b.state && a.level == b.level && a.due_at == b.due_at && a.left_ms == b.left_ms &&
           a.started_at == b.started_at && a.stopped_at == b.stopped_at && a.left_ppm == b.left_ppm &&
           a.counted_ms == b.counted_ms && a.left_counted_ms == b.left_counted_ms &&
           a.elapsed_ms == b.elapsed_ms && a.paused_ms == b.paused_ms && a.start_assumed == b.start_assumed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whatever_happens)

BOOST_AUTO_TEST_CASE(time_left_never_grows_without_a_pause_a_restart_or_an_extension) {
    say_seed();
    Dice dice(kSeed);
    int compared = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Scene scene = some_scene(dice, kKinds);
        const TimeMs one = some_time(dice), two = one + dice.below(40) * kHourMs;
        const Reading before = scene.at(one), after = scene.at(two);
        if (before.state == State::not_started || after.steps.size() < before.steps.size()) continue;
        const bool moved = std::any_of(after.steps.begin(), after.steps.end(), [&](const Step& step) {
            return step.at > one && (step.reason == Reason::extended || step.reason == Reason::restarted);
        });
        if (moved) continue;
        ++compared;
        BOOST_TEST(after.left_counted_ms <= before.left_counted_ms, "round " << round);
        BOOST_TEST((after.paused_ms > before.paused_ms || after.left_ms <= before.left_ms),
                   "round " << round);
        // Without a pause in between the end stands still, and time runs by the wall.
        if (before.state == State::running && after.state == State::running &&
            after.paused_ms == before.paused_ms)
            BOOST_TEST(before.left_ms - after.left_ms == two - one, "round " << round);
    }
    BOOST_TEST(compared > kRounds / 3);
}

BOOST_AUTO_TEST_CASE(what_is_used_up_and_what_is_left_are_the_whole) {
    Dice dice(kSeed + 1);
    for (int round = 0; round < kRounds; ++round) {
        const Scene scene = some_scene(dice, kKinds);
        const Reading reading = scene.at(some_time(dice));
        if (!reading.started_at) continue;
        BOOST_TEST(reading.elapsed_ms + reading.left_counted_ms == reading.counted_ms);
        BOOST_TEST((reading.elapsed_ms >= 0 && reading.left_counted_ms >= 0 && reading.counted_ms > 0));
        BOOST_TEST((reading.level == Level::breached) == (reading.left_ms < 0));
        BOOST_TEST(*reading.due_at > *reading.started_at);
    }
}

BOOST_AUTO_TEST_CASE(the_order_of_the_log_is_the_order_of_time) {
    Dice dice(kSeed + 2);
    for (int round = 0; round < kRounds; ++round) {
        Scene scene = some_scene(dice, kKinds);
        // Many of one instant.
        for (Moment& one : scene.log)
            if (dice.below(2)) one.at = scene.log.front().at;
        const TimeMs now = some_time(dice);
        const Reading before = scene.at(now);
        for (std::size_t i = scene.log.size(); i > 1; --i)
            std::swap(scene.log[i - 1],
                      scene.log[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(i)))]);
        BOOST_TEST(same(before, scene.at(now)), "round " << round);
    }
}

BOOST_AUTO_TEST_CASE(a_pause_in_two_adjacent_pieces_is_one_pause) {
    Dice dice(kSeed + 3);
    for (int round = 0; round < kRounds; ++round) {
        Scene scene = some_scene(dice, {"other"});
        scene.regime.resumes = {"answer", "consult_answered"};
        scene.regime.starts = {"start"};
        const TimeMs from = scene.received + dice.below(30) * kHourMs,
                     to = from + (2 + dice.below(90)) * kHourMs;
        const TimeMs middle = from + kHourMs / 2 + dice.below(to - from - kHourMs);
        const TimeMs now = to + dice.below(50) * kHourMs;
        scene.log.push_back({from, "ask", ""});
        scene.log.push_back({to, "answer", ""});
        const Reading whole = scene.at(now);
        scene.log.push_back({middle, "answer", ""});
        scene.log.push_back({middle, "ask", ""});
        BOOST_TEST(same(whole, scene.at(now)), "round " << round);
        // The same with another kind of pause for the second piece.
        scene.log.resize(scene.log.size() - 4);
        scene.log.push_back({from, "ask", ""});
        scene.log.push_back({middle, "answer", ""});
        scene.log.push_back({middle, "consult", ""});
        scene.log.push_back({to, "consult_answered", ""});
        BOOST_TEST(same(whole, scene.at(now)), "round " << round);
    }
}

BOOST_AUTO_TEST_CASE(what_is_to_come_is_not_known_yet) {
    Dice dice(kSeed + 4);
    for (int round = 0; round < kRounds; ++round) {
        Scene scene = some_scene(dice, kKinds);
        // A start that is known but still to come is told apart from none.
        scene.log.push_back({scene.received, "start", ""});
        const TimeMs now = some_time(dice);
        const Reading before = scene.at(now);
        std::erase_if(scene.log, [&](const Moment& one) {
            return one.at > now && !(one.kind == "start" && one.at == scene.received);
        });
        BOOST_TEST(same(before, scene.at(now)), "round " << round);
    }
}

BOOST_AUTO_TEST_CASE(what_if_is_what_then_happens) {
    Dice dice(kSeed + 5);
    int parked = 0;
    for (int round = 0; round < kRounds; ++round) {
        Scene scene = some_scene(dice, kKinds);
        const TimeMs now = some_time(dice), until = now + (1 + dice.below(90)) * kHourMs;
        scene.log.push_back({scene.received, "start", ""});
        std::erase_if(scene.log, [&](const Moment& one) { return one.at >= now; });
        if (scene.received >= now) continue;
        const WhatIf answer = what_if(scene.regime, scene.place, scene.log, scene.received, {}, now, until);
        if (answer.parking != Parking::pauses) continue;
        // What starts anew loses what it was extended by.
        if (!scene.regime.resumes.empty())
            BOOST_TEST(answer.unparked.left_counted_ms <= answer.at_until.left_counted_ms);
        const Reading standing = scene.at(now);
        const bool open = std::any_of(standing.steps.begin(), standing.steps.end(),
                                      [](const Step& step) { return step.kind == "consult"; });
        if (open) continue;
        ++parked;
        scene.log.push_back({now, "consult", ""});
        scene.log.push_back({until, "consult_answered", ""});
        BOOST_TEST(same(answer.at_until, scene.at(until)), "round " << round);
    }
    BOOST_TEST(parked > kRounds / 20);
}

BOOST_AUTO_TEST_SUITE_END()
