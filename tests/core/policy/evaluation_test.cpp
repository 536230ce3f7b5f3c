// The compiled, incremental walk gives what JSON Logic gives, rule by rule, on every pack of the project.
#include "reference.hpp"
#include "samples.hpp"

#include <core/policy/evaluation.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

namespace {

std::vector<std::string> asked(const Pack& pack, const Evaluation& evaluation) {
    std::vector<std::string> ids;
    for (const Step& step : evaluation.checklist().steps) ids.push_back(pack.questions[step.question].id);
    return ids;
}

std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += one + " ";
    return text;
}

void check_same(const Pack& pack, Evaluation& evaluation, const Json& facts, const std::string& name) {
    const test::Reference expected = test::reference(pack, evaluation.given(), facts);
    const auto outcome = evaluation.outcome();
    BOOST_REQUIRE(outcome.ok());
    BOOST_TEST(joined(asked(pack, evaluation)) == joined(expected.asked), name);
    BOOST_TEST(evaluation.checklist().complete == expected.complete, name);
    BOOST_TEST((*outcome ? pack.outcomes[**outcome].id : "none") == expected.outcome.value_or("none"), name);
}

Pack sample(const Json& ask_when, const Json& when) {
    Json pack = test::sample_pack();
    pack["questions"][2]["ask_when"] = ask_when;
    pack["outcomes"][0]["when"] = when;
    pack.erase("tests");
    auto read = read_pack(pack.dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    return std::move(*read);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_compiled_walk)

BOOST_AUTO_TEST_CASE(gives_what_json_logic_gives_as_answers_come_and_go_in_any_order) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(0x5EED0001);
        for (int walk = 0; walk < 40; ++walk) {
            const Json facts = test::any_facts(numbers);
            Evaluation evaluation(pack, facts);
            BOOST_REQUIRE(evaluation.set_answers(test::any_walk(pack, facts, numbers)).ok());
            check_same(pack, evaluation, facts, name);
            for (int change = 0; change < 12; ++change) {
                const std::size_t question = numbers.below(pack.questions.size());
                const Json answer = numbers.below(4) == 0
                                        ? Json(nullptr)
                                        : test::any_answer(pack.questions[question], numbers);
                BOOST_REQUIRE(evaluation.set_answer(question, answer).ok());
                check_same(pack, evaluation, facts, name);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(compiles_every_rule_of_every_pack_into_tests) {
    for (const auto& [name, pack] : test::all_packs()) BOOST_TEST(pack.program->exact, name);
}

BOOST_AUTO_TEST_CASE(tries_only_the_rules_that_read_what_changed) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(7);
        const Json facts = test::any_facts(numbers);
        const Json answers = test::any_walk(pack, facts, numbers);
        Evaluation evaluation(pack, facts);
        BOOST_REQUIRE(evaluation.set_answers(answers).ok());
        BOOST_REQUIRE(evaluation.outcome().ok());
        const std::size_t whole = evaluation.rules_tried();
        const std::size_t last = pack.program->ask.size() - 1;
        BOOST_REQUIRE(evaluation.set_answer(last, test::any_answer(pack.questions[last], numbers)).ok());
        BOOST_REQUIRE(evaluation.outcome().ok());
        BOOST_TEST(evaluation.rules_tried() - whole < whole / 2, name);
    }
}

BOOST_AUTO_TEST_CASE(keeps_an_answer_aside_while_its_question_is_away) {
    const Pack pack = sample({{"==", {{{"var", "answers.intent"}}, "yes"}}}, false);
    Evaluation evaluation(pack, Json::object());
    const Json weapon = Json::array({"weapon"});
    BOOST_REQUIRE(evaluation.set_answers({{"target", "person"}, {"intent", "yes"}, {"means", weapon}}).ok());
    BOOST_TEST(evaluation.answered(2));
    BOOST_REQUIRE(evaluation.set_answer(0, "nobody").ok());
    BOOST_TEST(!evaluation.visible(1));
    BOOST_TEST(!evaluation.visible(2));
    BOOST_TEST(evaluation.given()["means"] == weapon);
    BOOST_REQUIRE(evaluation.set_answer(0, "group").ok());
    BOOST_TEST(evaluation.answered(2));
}

BOOST_AUTO_TEST_CASE(evaluates_a_rule_that_calculates_as_it_is) {
    const Json count = {{">", {{{"+", {{{"var", "answers.age"}}, 1}}}, 10}}};
    const Pack pack = sample(true, count);
    BOOST_TEST(!pack.program->exact);
    Evaluation evaluation(pack, Json::object());
    BOOST_REQUIRE(evaluation.set_answers({{"target", "nobody"}, {"means", {"place"}}, {"age", 9}}).ok());
    check_same(pack, evaluation, Json::object(), "9");
    BOOST_REQUIRE(evaluation.set_answer(5, 10).ok());
    BOOST_TEST(**evaluation.outcome() == 0u);
}

BOOST_AUTO_TEST_CASE(knows_quantifiers_and_odd_forms_of_a_rule) {
    const char* rules[] = {
        R"({"some": [{"var": "answers.means"}, {"==": [{"var": ""}, "place"]}]})",
        R"({"and": [{"var": "answers.means"}, {"all": [{"var": "answers.means"}, {"in": [{"var": ""}, ["weapon", "time"]]}]}]})",
        R"({"if": [{"==": [{"var": "answers.target"}, "group"]}, {"in": ["time", {"var": "answers.means"}]}, {"var": "answers.note"}]})",
        R"({"!": {"var": "answers.means"}})",
        R"({"!!": [{"var": "answers.day"}]})",
        R"({"==": [{"var": ["answers.intent", "none"]}, "none"]})",
        R"({"==": [{"var": "answers.target"}, {"var": "answers.intent"}]})",
        R"({"and": [{">": [{"var": ["case.reach", 0]}, 100]}, {"!=": [{"var": "answers.target"}, "group"]}]})",
        R"({"or": [[], "", 0, {"var": "answers.nothing"}, {"var": "answers.words"}]})",
        R"({"in": [{"var": "answers.target"}, ["person", "group"]]})",
    };
    test::Numbers numbers(99);
    for (const char* rule : rules) {
        const Pack pack = sample(true, Json::parse(rule));
        for (int i = 0; i < 60; ++i) {
            const Json facts = {{"reach", numbers.below(2) * 1000}};
            Evaluation evaluation(pack, facts);
            BOOST_REQUIRE(evaluation.set_answers(test::any_walk(pack, facts, numbers)).ok());
            check_same(pack, evaluation, facts, rule);
        }
    }
}

BOOST_AUTO_TEST_CASE(reports_the_place_of_a_rule_that_fails) {
    const Pack pack = sample(true, {{"+", {{{"var", "answers.target"}}, 1}}});
    Evaluation evaluation(pack, Json::object());
    BOOST_REQUIRE(evaluation.set_answers({{"target", "nobody"}}).ok());
    const auto outcome = evaluation.outcome();
    BOOST_TEST(outcome.error().code == "logic.nan");
    BOOST_TEST(outcome.error().place == "/outcomes/0/when");
}

BOOST_AUTO_TEST_CASE(a_rule_over_facts_that_fails_is_reported_where_it_is_reached) {
    const Pack pack = sample(true, {{"+", {{{"var", "case.market"}}, 1}}});
    Evaluation evaluation(pack, {{"market", "x"}});
    BOOST_REQUIRE(evaluation.set_answers({{"target", "nobody"}}).ok());
    BOOST_TEST(evaluation.outcome().error().code == "logic.nan");
}

BOOST_AUTO_TEST_SUITE_END()
