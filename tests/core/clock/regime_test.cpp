#include "vectors.hpp"

#include <core/clock/days.hpp>

#include <algorithm>
#include <filesystem>

using namespace casement;
using namespace casement::clock;

BOOST_AUTO_TEST_SUITE(regimes)

BOOST_AUTO_TEST_CASE(read_the_durations_that_packs_accept) {
    const auto is = [](const char* text, const Duration& wanted) {
        const auto read = parse_duration(text);
        return read.ok() && *read == wanted;
    };
    BOOST_TEST(is("P2W", {2, 0, 0}));
    BOOST_TEST(is("P90D", {0, 90, 0}));
    BOOST_TEST(is("PT48H", {0, 0, 48 * kHourMs}));
    BOOST_TEST(is("P1DT4H30M5S", {0, 1, 4 * kHourMs + 30 * 60'000 + 5'000}));
    BOOST_TEST(is("PT999999S", {0, 0, 999'999'000}));
    for (const char* text : {"", "P", "PT", "P1", "P1M", "P1Y", "P1WT1H", "PT1S1M", "PT1.5H", "pt1h", "PT-1H",
                             "P1D ", " P1D", "PT1H1H", "P1234567D", "1D", "P1DT"})
        BOOST_TEST(parse_duration(text).error().code == "regime.duration", text);
    for (const char* text : {"P0D", "PT0S", "P3661D", "P999999W"})
        BOOST_TEST(parse_duration(text).error().code == "regime.limit", text);
}

BOOST_AUTO_TEST_CASE(pair_what_pauses_with_what_ends_it) {
    Regime regime;
    regime.starts = {"start"};
    regime.pauses = {"a", "b"};
    regime.resumes = {"not_a", "not_b"};
    BOOST_TEST(regime.ended_by("not_b") == 1u);
    BOOST_TEST(regime.ended_by("start") == Regime::kEvery);
    regime.resumes = {"not"};
    BOOST_TEST(regime.ended_by("not") == Regime::kEvery);
    regime.resumes.clear();
    regime.starts = {"start", "not_a", "not_b"};
    BOOST_TEST(regime.ended_by("start") == Regime::kEvery);
    BOOST_TEST(regime.ended_by("not_a") == 0u);
    BOOST_TEST(regime.ended_by("not_b") == 1u);
}

BOOST_AUTO_TEST_CASE(give_a_kind_one_role) {
    Regime regime;
    regime.starts = {"x", "s"};
    regime.stops = {"x", "end"};
    regime.pauses = {"s", "p", "deadline_extended"};
    BOOST_TEST((regime.role("x") == Role::stop && regime.role("s") == Role::start));
    BOOST_TEST((regime.role("deadline_extended") == Role::pause && regime.role("other") == Role::none));
    regime.pauses.clear();
    BOOST_TEST((regime.role("deadline_extended") == Role::extend));
}

BOOST_AUTO_TEST_CASE(are_made_of_every_clock_of_the_packs) {
    std::size_t clocks = 0;
    const std::filesystem::path folder = std::filesystem::path(CASEMENT_SOURCE_DIR) / "policies";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().filename().string().find('@') == std::string::npos) continue;
        std::ifstream stream(file.path());
        std::stringstream text;
        text << stream.rdbuf();
        const auto pack = policy::read_pack(text.str());
        BOOST_REQUIRE(pack.ok());
        for (const policy::Clock& clock : pack->clocks) {
            const auto regime = make_regime(clock);
            BOOST_CHECK_MESSAGE(regime.ok(), clock.id);
            if (!regime) continue;
            ++clocks;
            // Each pause of our packs has one event that ends it.
            for (std::size_t i = 0; i < clock.pauses.size(); ++i) {
                const auto& enders = clock.resumes.empty() ? clock.starts : clock.resumes;
                const auto ends = [&](const std::string& kind) { return regime->ended_by(kind) == i; };
                BOOST_CHECK_MESSAGE(std::count_if(enders.begin(), enders.end(), ends) == 1, clock.id);
            }
        }
    }
    BOOST_TEST(clocks > 50u);
}

BOOST_AUTO_TEST_CASE(say_what_is_wrong) {
    policy::Clock clock;
    clock.duration = "tomorrow";
    BOOST_TEST(make_regime(clock).error().place == "/duration");
    clock.duration = "P1D";
    clock.calendar = "lunar";
    BOOST_TEST(make_regime(clock).error().code == "regime.calendar");
}

BOOST_AUTO_TEST_SUITE_END()
