// The table of clocks: tests/vectors/clocks/clocks.json, made by make_clocks.py. Each row names where what it
// expects comes from.
#include "vectors.hpp"

#include <set>

using namespace casement;
using namespace casement::clock;

namespace {

Json said(const Reading& reading) {
    const auto time = [](std::optional<TimeMs> t) { return t ? Json(format_rfc3339(*t)) : Json(); };
    Json reasons = Json::array();
    for (const Step& step : reading.steps) reasons.push_back(name(step.reason));
    return {{"state", name(reading.state)},
            {"level", name(reading.level)},
            {"due_at", time(reading.due_at)},
            {"clock_due_at", time(reading.clock_due_at)},
            {"started_at", time(reading.started_at)},
            {"stopped_at", time(reading.stopped_at)},
            {"start_assumed", reading.start_assumed},
            {"order_first", reading.order_first},
            {"left_ms", reading.left_ms},
            {"left_counted_ms", reading.left_counted_ms},
            {"counted_ms", reading.counted_ms},
            {"elapsed_ms", reading.elapsed_ms},
            {"paused_ms", reading.paused_ms},
            {"coverage", name(reading.coverage)},
            {"zone_known", reading.zone_known},
            {"reasons", reasons}};
}

void check_row(const Json& row, const Regime& regime) {
    const std::string title = row.at("name").get<std::string>();
    std::vector<Moment> log;
    for (const Json& event : row.at("events"))
        log.push_back(
            {time_of(event.at("at")), event.at("kind").get<std::string>(), event.value("note", "")});
    std::optional<TimeMs> order;
    if (row.contains("due_at")) order = time_of(row.at("due_at"));
    const Place place = place_of(row.at("market").get<std::string>());
    const Json found =
        said(read_clock(regime, place, log, time_of(row.at("received_at")), order, time_of(row.at("now"))));
    for (const auto& [key, wanted] : row.at("expect").items())
        BOOST_CHECK_MESSAGE(found.at(key) == wanted, title << ": " << key << " is " << found.at(key)
                                                           << ", not " << wanted << " (" << row.at("source")
                                                           << ")");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_table_of_clocks)

BOOST_AUTO_TEST_CASE(holds_row_by_row) {
    const Json vectors = clock_vectors("clocks.json");
    BOOST_TEST(vectors.at("rows").size() >= 120u);
    std::set<std::string> names;
    for (const Json& row : vectors.at("rows")) {
        BOOST_TEST(names.insert(row.at("name").get<std::string>()).second, row.at("name")
                                                                               << " stands there twice");
        BOOST_TEST(!row.at("source").get<std::string>().empty());
        BOOST_TEST(!row.at("expect").empty());
        check_row(row, regime_of(vectors.at("regimes").at(row.at("regime").get<std::string>())));
    }
}

BOOST_AUTO_TEST_SUITE_END()
