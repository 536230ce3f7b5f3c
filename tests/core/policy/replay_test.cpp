// What a newer pack makes of a decision that was made with an older one. Each test changes one thing.
#include "replaying.hpp"

using namespace casement;
using namespace casement::policy;
using namespace casement::test;

BOOST_AUTO_TEST_SUITE(replay_on_a_newer_pack)

BOOST_AUTO_TEST_CASE(the_same_rules_give_the_same_outcome) {
    for (const Json& answers : {kRemoved, kEscalated, kNobody}) {
        const Replaying one([](Json&) {}, answers);
        BOOST_TEST(one.kind() == "same");
        BOOST_TEST(!one.result.cause);
        BOOST_TEST(one.result.needs.empty());
        BOOST_TEST(one.result.dropped.empty());
    }
}

BOOST_AUTO_TEST_SUITE(names_the_outcome_that_makes_the_difference)

BOOST_AUTO_TEST_CASE(that_is_new_and_fits_first) {
    const Replaying one([](Json& p) { insert(p["outcomes"], 0, outcome("warn", is("target", "group"))); },
                        kRemoved);
    BOOST_TEST(one.kind() == "changed");
    BOOST_TEST(one.to() == "warn");
    check_cause(one, "outcome_new", "warn", "/outcomes/0");
}

BOOST_AUTO_TEST_CASE(that_is_gone) {
    const Replaying one([](Json& p) { p["outcomes"].erase(0); }, kEscalated);
    BOOST_TEST(one.to() == "remove");
    check_cause(one, "outcome_gone", "escalate", "/outcomes/0");
    BOOST_TEST(one.cause().in_old);
}

BOOST_AUTO_TEST_CASE(whose_changed_rule_now_fits) {
    const Replaying one([](Json& p) { p["outcomes"][0]["when"] = is("intent", "yes"); }, kRemoved);
    BOOST_TEST(one.to() == "escalate");
    check_cause(one, "outcome_fits", "escalate", "/outcomes/0/when");
}

BOOST_AUTO_TEST_CASE(whose_changed_rule_no_longer_fits) {
    const Replaying one([](Json& p) { p["outcomes"][1]["when"] = is("target", "person"); }, kRemoved);
    BOOST_TEST(one.to() == "no_violation");
    check_cause(one, "outcome_fits_no_more", "remove", "/outcomes/1/when");
}

BOOST_AUTO_TEST_CASE(that_is_now_tried_before) {
    const Replaying one([](Json& p) { std::swap(p["outcomes"][0], p["outcomes"][1]); }, kEscalated);
    BOOST_TEST(one.to() == "remove");
    check_cause(one, "outcome_moved", "remove", "/outcomes/0");
    BOOST_TEST(one.cause().sentence == "\"Remove\" is now tried before \"Escalate\".");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(names_the_question_whose_answer_is_no_longer_asked_for)

BOOST_AUTO_TEST_CASE(because_it_is_gone) {
    const auto without_means = [](Json& p) {
        p["questions"].erase(2);
        p["outcomes"][0]["when"] = is("target", "nobody");
        p["outcomes"][0].erase("because");
        p["outcomes"][0]["because"] = "So it is.";
    };
    const Replaying one(without_means, kRemoved);
    BOOST_TEST(one.kind() == "same");
    BOOST_REQUIRE(one.result.dropped.size() == 1u);
    BOOST_TEST(one.result.dropped[0].question == "means");
    const CauseText text = one.replay.describe(one.result.dropped[0].cause);
    BOOST_TEST(text.kind == "question_gone");
    BOOST_TEST(text.pointer == "/questions/2");
    BOOST_TEST(text.in_old);
}

BOOST_AUTO_TEST_CASE(because_its_rule_was_changed) {
    const Replaying one([](Json& p) { p["questions"][2]["ask_when"] = is("target", "group"); }, kEscalated);
    BOOST_TEST(one.kind() == "changed");
    BOOST_TEST(one.to() == "remove");
    check_cause(one, "question_asked_no_more", "means", "/questions/2/ask_when");
    BOOST_REQUIRE(one.result.dropped.size() == 1u);
    BOOST_TEST(one.result.dropped[0].question == "means");
}

BOOST_AUTO_TEST_CASE(and_follows_it_back_to_the_first_change) {
    const Replaying one([](Json& p) { p["questions"][1]["ask_when"] = is("target", "group"); }, kEscalated);
    BOOST_TEST(one.to() == "no_violation");
    check_cause(one, "question_asked_no_more", "intent", "/questions/1/ask_when");
    BOOST_TEST(one.result.dropped.size() == 2u);
    BOOST_TEST(one.replay.describe(one.result.dropped[1].cause).id == "intent");
}

BOOST_AUTO_TEST_CASE(because_it_stands_elsewhere) {
    const Change move = [](Json& p) {
        p["questions"][2]["required"] = false;
        const Json means = p["questions"][2];
        p["questions"].erase(2);
        insert(p["questions"], 0, means);
    };
    const Replaying one(move, kEscalated, Json::object(), nullptr,
                        [](Json& p) { p["questions"][2]["required"] = false; });
    BOOST_TEST(one.to() == "remove");
    check_cause(one, "question_moved", "means", "/questions/0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(names_the_question_that_needs_an_answer)

BOOST_AUTO_TEST_CASE(because_it_is_new) {
    const Change ask_harm = [](Json& p) {
        p["questions"].push_back(yes_no("harm"));
        insert(p["outcomes"], 0, outcome("warn", is("harm", "yes")));
    };
    const Replaying one(ask_harm, kRemoved);
    BOOST_TEST(one.kind() == "needs_answer");
    BOOST_TEST(one.possible() == "warn remove ");
    BOOST_TEST(one.result.tried_all);
    BOOST_REQUIRE(one.result.needs.size() == 1u);
    BOOST_TEST(one.result.needs[0].question == "harm");
    check_cause(one, "question_new", "harm", "/questions/7");
}

BOOST_AUTO_TEST_CASE(because_it_is_now_asked) {
    const Replaying one([](Json& p) { p["questions"][1].erase("ask_when"); }, kNobody);
    BOOST_TEST(one.kind() == "needs_answer");
    BOOST_TEST(one.possible() == "escalate remove no_violation ");  // "means" follows from "intent"
    check_cause(one, "question_asked", "intent", "/questions/1");
}

BOOST_AUTO_TEST_CASE(because_its_option_is_gone) {
    const Replaying one([](Json& p) { p["questions"][2]["options"].erase(2); }, kRemoved);
    BOOST_TEST(one.kind() == "needs_answer");
    check_cause(one, "question_options", "means", "/questions/2/options");
    BOOST_TEST(one.cause().sentence == "The question \"Which means?\" no longer has the answer \"Time\".");
    const Replaying other([](Json& p) { p["questions"][2]["options"].erase(0); }, kRemoved);
    BOOST_TEST(other.kind() == "same");  // an option that nobody chose
}

BOOST_AUTO_TEST_CASE(because_it_wants_another_kind_of_answer) {
    const Change to_choice = [](Json& p) { p["questions"][2]["kind"] = "choice"; };
    const Replaying one(to_choice, kRemoved);
    BOOST_TEST(one.kind() == "needs_answer");
    check_cause(one, "question_kind", "means", "/questions/2/kind");
}

BOOST_AUTO_TEST_CASE(because_it_must_now_be_answered) {
    const Replaying one([](Json& p) { p["questions"][4]["required"] = true; }, kNobody);
    BOOST_TEST(one.kind() == "same_whatever");
    check_cause(one, "question_required", "note", "/questions/4");
}

BOOST_AUTO_TEST_CASE(and_options_in_another_order_need_none) {
    const Change turn = [](Json& p) {
        auto& options = p["questions"][2]["options"];
        std::reverse(options.begin(), options.end());
    };
    BOOST_TEST(Replaying(turn, kRemoved).kind() == "same");
    BOOST_TEST(Replaying(turn, kEscalated).kind() == "same");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(tries_all_answers_to_what_is_open)

BOOST_AUTO_TEST_CASE(the_outcome_can_be_the_same_whatever_is_answered) {
    const Replaying one([](Json& p) { p["questions"].push_back(yes_no("harm")); }, kRemoved);
    BOOST_TEST(one.kind() == "same_whatever");
    BOOST_TEST(one.to() == "remove");
    BOOST_TEST(one.result.needs.size() == 1u);
}

BOOST_AUTO_TEST_CASE(or_another_one_whatever_is_answered) {
    const Change both = [](Json& p) {
        p["questions"].push_back(yes_no("harm"));
        insert(p["outcomes"], 0, outcome("warn", is("harm", "yes")));
        insert(p["outcomes"], 1, outcome("keep", is("harm", "no")));
    };
    const Replaying one(both, kRemoved);
    BOOST_TEST(one.kind() == "changed_whatever");
    BOOST_TEST(one.possible() == "warn keep ");
    BOOST_TEST(one.to() == "?");
}

BOOST_AUTO_TEST_CASE(an_optional_question_that_was_not_offered_counts) {
    const Change optional = [](Json& p) {
        p["questions"].push_back(yes_no("harm"));
        p["questions"].push_back(yes_no("later", false));
        insert(p["outcomes"], 0, outcome("warn", is("later", "yes")));
    };
    const Replaying one(optional, kRemoved);
    BOOST_TEST(one.kind() == "needs_answer");
    BOOST_TEST(one.possible() == "warn remove ");
}

BOOST_AUTO_TEST_CASE(an_answer_that_may_come_back_is_not_dropped) {
    const Replaying one(
        [](Json& p) {
            p["questions"][1]["options"] = Json::array();
            p["questions"][1]["kind"] = "choice";
            p["questions"][1]["options"] = {{{"id", "sure"}, {"label", "Sure"}},
                                            {{"id", "yes"}, {"label", "Yes"}}};
            p["questions"][0]["options"].erase(0);
        },
        kEscalated);
    BOOST_TEST(one.kind() == "needs_answer");
    BOOST_TEST(one.result.needs.size() == 1u);
    BOOST_TEST(one.result.dropped.empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_tried_in_full_is_said) {
    const Change many = [](Json& p) {
        Json question = yes_no("signs");
        question["kind"] = "many";
        for (int i = 0; i < 8; ++i)
            question["options"].push_back({{"id", "o" + std::to_string(i)}, {"label", std::to_string(i)}});
        p["questions"].push_back(question);
        insert(p["outcomes"], 0,
               outcome("warn", {{"and",
                                 {{{"in", {"o1", {{"var", "answers.signs"}}}}},
                                  {{"in", {"o2", {{"var", "answers.signs"}}}}}}}}));
    };
    const Replaying one(many, kRemoved);
    BOOST_TEST(one.kind() == "needs_answer");
    BOOST_TEST(!one.result.tried_all);
}

BOOST_AUTO_TEST_CASE(a_pack_without_an_outcome_for_the_answers_is_named) {
    const Replaying one([](Json& p) { p["outcomes"].erase(2); }, kNobody);
    BOOST_TEST(one.kind() == "no_outcome");
    BOOST_TEST(one.result.error->code == "derive.none");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(an_overridden_outcome)

const Change kNarrow = [](Json& p) { p["outcomes"][1]["when"] = is("target", "person"); };

BOOST_AUTO_TEST_CASE(is_caught_up_with_when_the_new_pack_says_what_the_reviewer_said) {
    BOOST_TEST(name(Replaying(kNarrow, kRemoved, Json::object(), "no_violation").result.human) == "agrees");
}
BOOST_AUTO_TEST_CASE(may_differ_still) {
    BOOST_TEST(name(Replaying(kNarrow, kRemoved, Json::object(), "escalate").result.human) == "differs");
    BOOST_TEST(name(Replaying([](Json&) {}, kRemoved, Json::object(), "escalate").result.human) == "differs");
}
BOOST_AUTO_TEST_CASE(is_open_where_an_answer_decides) {
    const Change ask_harm = [](Json& p) {
        p["questions"].push_back(yes_no("harm"));
        insert(p["outcomes"], 0, outcome("warn", is("harm", "yes")));
    };
    BOOST_TEST(name(Replaying(ask_harm, kRemoved, Json::object(), "warn").result.human) == "open");
    BOOST_TEST(name(Replaying(ask_harm, kRemoved, Json::object(), "escalate").result.human) == "differs");
}
BOOST_AUTO_TEST_CASE(is_told_from_one_that_was_not) {
    BOOST_TEST(name(Replaying(kNarrow, kRemoved).result.human) == "not_overridden");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(other_consequences_of_the_same_outcome_are_said) {
    BOOST_TEST(Replaying([](Json& p) { p["actions"][0]["strikes"] = 2; }, kRemoved).result.consequences);
    BOOST_TEST(
        Replaying([](Json& p) { p["outcomes"][1]["violates"] = {"S1"}; }, kRemoved).result.consequences);
    BOOST_TEST(!Replaying([](Json& p) { p["outcomes"][1]["label"] = "Gone"; }, kRemoved).result.consequences);
    BOOST_TEST(!Replaying([](Json& p) { p["actions"][0]["strikes"] = 2; }, kNobody).result.consequences);
}

BOOST_AUTO_TEST_SUITE_END()
