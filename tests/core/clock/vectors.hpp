// The files of tests/vectors/clocks, and times as people write them.
#pragma once

#include <core/clock/clock.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace casement::clock {

inline std::string file_text(const std::string& path) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/" + path);
    BOOST_REQUIRE_MESSAGE(file, path << " cannot be read");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Json clock_vectors(const std::string& name) {
    auto read = json::parse(file_text("tests/vectors/clocks/" + name));
    BOOST_REQUIRE_MESSAGE(read.ok(), name << ": " << (read.ok() ? "" : describe(read.error())));
    return *read;
}

inline TimeMs at(const std::string& rfc3339) {
    const auto t = parse_rfc3339(rfc3339);
    BOOST_REQUIRE_MESSAGE(t.ok(), rfc3339 << " is no time");
    return *t;
}

inline TimeMs time_of(const Json& text) {
    return at(text.get<std::string>());
}

inline Regime regime_of(const Json& value) {
    policy::Clock clock;
    clock.duration = value.at("duration").get<std::string>();
    clock.calendar = value.value("calendar", "24/7");
    clock.starts = value.value("starts", std::vector<std::string>{});
    clock.pauses = value.value("pauses", std::vector<std::string>{});
    clock.resumes = value.value("resumes", std::vector<std::string>{});
    clock.stops = value.value("stops", std::vector<std::string>{});
    auto regime = make_regime(
        clock, value.value("counting", "moment") == "moment" ? Counting::moment : Counting::regulation);
    BOOST_REQUIRE_MESSAGE(regime.ok(), clock.duration);
    return *regime;
}

}  // namespace casement::clock
