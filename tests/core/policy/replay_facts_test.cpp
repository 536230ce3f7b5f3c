// Replays that need to know more than the answers: the facts of the case, the old pack.
#include "replaying.hpp"

using namespace casement;
using namespace casement::policy;
using namespace casement::test;

BOOST_AUTO_TEST_SUITE(replay_and_what_is_known)

BOOST_AUTO_TEST_SUITE(facts_of_the_case)

const Json kFar = {{">", {{{"var", "case.reach"}}, 1000}}};
const Change kReachAsks = [](Json& p) {
    Json question = yes_no("reached");
    question["ask_when"] = kFar;
    question["because"] = "it reaches many";
    p["questions"].push_back(question);
};
const Change kReachWarns = [](Json& p) { insert(p["outcomes"], 0, outcome("warn", kFar)); };

BOOST_AUTO_TEST_CASE(are_read_by_the_new_rules) {
    BOOST_TEST(Replaying(kReachWarns, kRemoved, {{"reach", 5}}).kind() == "same");
    BOOST_TEST(Replaying(kReachWarns, kRemoved, {{"reach", 5000}}).to() == "warn");
    BOOST_TEST(Replaying(kReachAsks, kRemoved, {{"reach", 5000}}).kind() == "same_whatever");
    BOOST_TEST(Replaying(kReachWarns, kRemoved).replay.facts_read()->count("reach") == 1u);
}

BOOST_AUTO_TEST_CASE(are_not_guessed) {
    const Replaying warns(kReachWarns, kRemoved), asks(kReachAsks, kRemoved);
    Replay replay(&warns.before, warns.after);
    const Replayed result = replay.replay({kRemoved, nullptr, "remove", "remove"});
    BOOST_TEST(name(result.kind) == "facts_unknown");
    BOOST_TEST(result.error->code == "replay.facts");
    BOOST_TEST(result.error->place == "/outcomes/0/when");
    BOOST_TEST(kind_without_facts(asks, kRemoved, "remove") == "facts_unknown");
    BOOST_TEST(name(replay.replay({kRemoved, nullptr, "remove", "escalate"}).human) == "open");
}

BOOST_AUTO_TEST_CASE(are_not_needed_where_no_rule_that_decides_reads_them) {
    const Change after = [](Json& p) { insert(p["outcomes"], 2, outcome("warn", kFar)); };
    const Replaying one(after, kRemoved);
    BOOST_TEST(kind_without_facts(one, kRemoved, "remove") == "same");
    BOOST_TEST(kind_without_facts(one, kNobody, "no_violation") == "facts_unknown");
    const Change both = [](Json& p) {
        insert(p["outcomes"], 0, outcome("warn", {{"and", {kFar, is("target", "nobody")}}}));
    };
    BOOST_TEST(kind_without_facts(Replaying(both, kRemoved), kRemoved, "remove") == "same");
}

BOOST_AUTO_TEST_CASE(are_not_needed_where_the_record_proves_what_they_gave) {
    const Change both = [](Json& p) {
        kReachWarns(p);
        kReachAsks(p);
    };
    // The decision did not warn and did not answer: the rules, unchanged, gave false.
    const Replaying one([](Json& p) { p["outcomes"][2]["when"] = is("target", "person"); }, kRemoved,
                        {{"reach", 5}}, nullptr, both);
    BOOST_TEST(one.kind() == "changed");
    BOOST_TEST(kind_without_facts(one, kRemoved, "remove") == "changed");
    // It did answer: the rule gave true.
    Json answers = kRemoved;
    answers["reached"] = "yes";
    BOOST_TEST(kind_without_facts(one, answers, "remove") == "changed");
    // A rule that was changed proves nothing.
    const Replaying other([](Json& p) { p["outcomes"][0]["when"] = {{">", {{{"var", "case.reach"}}, 9}}}; },
                          kRemoved, {{"reach", 5}}, nullptr, both);
    BOOST_TEST(kind_without_facts(other, kRemoved, "remove") == "facts_unknown");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_decision_that_does_not_hold_by_its_own_pack_is_not_replayed) {
    const Pack before = pack_with(), after = pack_with();
    Replay replay(&before, after);
    const ReplayFacts facts = replay.facts(Json::object());
    const auto code = [&](const Json& answers, const char* outcome) {
        const Replayed result = replay.replay({answers, &facts, outcome, outcome});
        return result.kind == ReplayKind::illegal ? result.error->code : std::string(name(result.kind));
    };
    BOOST_TEST(code(kRemoved, "remove") == "same");
    BOOST_TEST(code(kRemoved, "no_violation") == "outcome.mismatch");
    BOOST_TEST(code(kRemoved, "nothing") == "outcome.mismatch");
    BOOST_TEST(code({{"target", "group"}}, "remove") == "derive.incomplete");
    BOOST_TEST(code({{"target", "nobody"}, {"intent", "yes"}}, "no_violation") == "answer.unasked");
    BOOST_TEST(code({{"target", "nobody"}, {"strange", "yes"}}, "no_violation") == "answer.unasked");
    BOOST_TEST(code({{"target", "someone"}}, "no_violation") == "answer.option");
    BOOST_TEST(code(Json::array(), "no_violation") == "answer.kind");
}

BOOST_AUTO_TEST_CASE(without_the_old_pack_what_changed_is_not_known_and_the_outcome_is) {
    const Pack after = pack_with([](Json& p) { p["outcomes"][1]["when"] = is("target", "person"); });
    Replay replay(nullptr, after);
    const ReplayFacts facts = replay.facts(Json::object());
    Replayed result = replay.replay({kRemoved, &facts, "remove", "remove"});
    BOOST_TEST(name(result.kind) == "changed");
    BOOST_TEST(replay.describe(*result.cause).kind == "not_known");
    result = replay.replay({kRemoved, &facts, "older", "older"});
    BOOST_TEST(replay.describe(*result.cause).kind == "outcome_gone");
    result =
        replay.replay({{{"target", "nobody"}, {"older", "yes"}}, &facts, "no_violation", "no_violation"});
    BOOST_TEST(name(result.kind) == "same");
    BOOST_REQUIRE(result.dropped.size() == 1u);
    BOOST_TEST(result.dropped[0].question == "older");
}

BOOST_AUTO_TEST_CASE(rules_that_calculate_are_replayed_as_they_are) {
    const Change calculate = [](Json& p) {
        insert(p["outcomes"], 0, outcome("crowd", {{">", {{{"+", {{{"var", "answers.age"}}, 1}}}, 10}}}));
    };
    Json answers = kRemoved;
    answers["age"] = 10;
    const Replaying many(calculate, answers);
    BOOST_TEST(many.to() == "crowd");
    check_cause(many, "outcome_new", "crowd", "/outcomes/0");
    answers["age"] = 9;
    BOOST_TEST(Replaying(calculate, answers).kind() == "same");
    BOOST_TEST(!many.replay.facts_read());
    BOOST_TEST(kind_without_facts(many, answers, "remove") == "facts_unknown");
}

BOOST_AUTO_TEST_SUITE_END()
