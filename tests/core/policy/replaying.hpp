// Replays of the sample pack with one thing changed.
#pragma once

#include "samples.hpp"

#include <core/policy/replay_totals.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

namespace casement::test {

using namespace casement::policy;

using Change = std::function<void(Json&)>;

inline Pack pack_with(const Change& change = {}) {
    Json source = sample_pack();
    source.erase("tests");
    if (change) change(source);
    auto read = read_pack(source.dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    return std::move(*read);
}

inline Json is(const char* question, const char* answer) {
    return {{"==", {{{"var", std::string("answers.") + question}}, answer}}};
}

inline Json outcome(const char* id, Json when) {
    return {
        {"id", id}, {"label", id}, {"effect", "label"}, {"because", "So it is."}, {"when", std::move(when)}};
}

inline Json yes_no(const char* id, bool required = true) {
    return {{"id", id}, {"section", "S1"}, {"text", id}, {"kind", "yes_no"}, {"required", required}};
}

template <class Index>
void insert(Json& array, Index at, Json value) {
    array.insert(array.begin() + at, std::move(value));
}

// One decision that held by the sample pack, replayed on the sample pack with a change.
struct Replaying {
    Pack before, after;
    Replay replay;
    ReplayFacts facts;
    Replayed result;

    Replaying(const Change& change, const Json& answers, const Json& the_facts = Json::object(),
              const char* overridden = nullptr, const Change& change_before = {})
        : before(pack_with(change_before)),
          after(pack_with([&](Json& source) {
              if (change_before) change_before(source);
              source["version"] = "2026.12";
              change(source);
          })),
          replay(&before, after),
          facts(replay.facts(the_facts)) {
        const auto derived = derive(before, answers, the_facts);
        BOOST_REQUIRE_MESSAGE(derived.ok(), (derived.ok() ? "" : describe(derived.error())));
        result =
            replay.replay({answers, &facts, derived->outcome, overridden ? overridden : derived->outcome});
    }

    std::string kind() const { return name(result.kind); }
    std::string to() const { return result.outcome ? after.outcomes[*result.outcome].id : "?"; }
    CauseText cause() const { return result.cause ? replay.describe(*result.cause) : CauseText{}; }
    std::string possible() const {
        std::string all;
        for (const auto one : result.possible) all += after.outcomes[one].id + " ";
        return all;
    }
};

inline const Json kRemoved = {{"target", "group"}, {"intent", "yes"}, {"means", {"place", "time"}}};
inline const Json kEscalated = {{"target", "person"}, {"intent", "yes"}, {"means", {"weapon"}}};
inline const Json kNobody = {{"target", "nobody"}};

inline void check_cause(const Replaying& one, const char* kind, const char* id, const char* pointer) {
    BOOST_TEST(one.cause().kind == kind);
    BOOST_TEST(one.cause().id == id);
    BOOST_TEST(one.cause().pointer == pointer);
    BOOST_TEST(one.cause().sentence.ends_with('.'));
}

inline std::string kind_without_facts(const Replaying& one, const Json& answers, const char* outcome) {
    Replay replay(&one.before, one.after);
    return name(replay.replay({answers, nullptr, outcome, outcome}).kind);
}

}  // namespace casement::test
