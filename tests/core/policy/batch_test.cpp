// Whole walks, one by one and many at once, give what the incremental walk gives, on every pack of the
// project.
#include "reference.hpp"
#include "samples.hpp"

#include <core/policy/batch.hpp>
#include <core/policy/evaluation.hpp>
#include <core/policy/whole_walk.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

namespace {

struct Case {
    Json answers, facts;
};

// Finished walks, half of them with answers besides that are kept aside, or with some taken back.
std::vector<Case> any_cases(const Pack& pack, std::size_t count, test::Numbers& numbers) {
    std::vector<Case> cases;
    for (std::size_t i = 0; i < count; ++i) {
        Case one{Json::object(), test::any_facts(numbers)};
        one.answers = test::any_walk(pack, one.facts, numbers);
        for (std::size_t change = numbers.below(2) * numbers.below(8); change > 0; --change) {
            const Question& question = pack.questions[numbers.below(pack.questions.size())];
            if (numbers.below(3) == 0)
                one.answers.erase(question.id);
            else
                one.answers[question.id] = test::any_answer(question, numbers);
        }
        cases.push_back(std::move(one));
    }
    return cases;
}

Batch::Results run(const Pack& pack, const Batch& batch, const std::vector<Case>& cases) {
    Batch::Rows rows(batch, cases.size());
    std::vector<Word> words(pack.program->slot_count);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        pack.program->hold_answers(pack, cases[i].answers, words.data());
        BOOST_REQUIRE(pack.program->hold_facts(cases[i].facts, words.data()));
        rows.put(i, words.data());
    }
    Batch::Results results;
    batch.run(rows, results);
    return results;
}

void check_row(const Pack& pack, const Case& one, const Batch::Results& results, std::size_t row) {
    Evaluation evaluation(pack, one.facts);
    BOOST_REQUIRE(evaluation.set_answers(one.answers).ok());
    const auto outcome = evaluation.outcome();
    BOOST_REQUIRE(outcome.ok());
    BOOST_TEST(results.outcomes[row] == (*outcome ? **outcome : Batch::kNone));

    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        BOOST_TEST(results.visible(row, i) == evaluation.visible(i), pack.questions[i].id);
    }
}

void check_alone(const Pack& pack, const std::vector<Case>& cases) {
    const auto whole = WholeWalk::compile(pack);
    BOOST_REQUIRE(whole);
    std::vector<Word> given(pack.program->slot_count);
    WholeWalk::Walk walk;
    for (const Case& one : cases) {
        Evaluation evaluation(pack, one.facts);
        BOOST_REQUIRE(evaluation.set_answers(one.answers).ok());
        pack.program->hold_answers(pack, one.answers, given.data());
        BOOST_REQUIRE(pack.program->hold_facts(one.facts, given.data()));
        whole->run(given.data(), walk);
        BOOST_TEST(walk.outcome == (*evaluation.outcome()).value_or(pack.outcomes.size()));
        for (std::size_t i = 0; i < pack.questions.size(); ++i) {
            BOOST_TEST((walk.visible[i] != 0) == evaluation.visible(i), pack.questions[i].id);
            BOOST_TEST(walk.seen[i] == (evaluation.visible(i) ? given[i] : pack.program->open[i]));
        }
    }
}

Pack sample(const char* ask_when, const char* when) {
    Json pack = test::sample_pack();
    pack["questions"][2]["ask_when"] = Json::parse(ask_when);
    pack["outcomes"][0]["when"] = Json::parse(when);
    pack.erase("tests");
    auto read = read_pack(pack.dump());
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    return std::move(*read);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_walks)

BOOST_AUTO_TEST_CASE(give_what_they_give_one_by_one) {
    for (const auto& [name, pack] : test::all_packs()) {
        const auto batch = Batch::compile(pack);
        BOOST_REQUIRE_MESSAGE(batch, name);
        test::Numbers numbers(0xBA7C4);
        const auto cases = any_cases(pack, 700, numbers);
        const Batch::Results results = run(pack, *batch, cases);
        for (std::size_t i = 0; i < cases.size(); ++i) check_row(pack, cases[i], results, i);
        check_alone(pack, cases);
    }
}

BOOST_AUTO_TEST_CASE(know_every_kind_of_test) {
    const char* rules[] = {
        "true",
        "false",
        R"({"!=": [{"var": "answers.target"}, "nobody"]})",
        R"({"!": {"in": [{"var": "answers.target"}, ["person", "group"]]}})",
        R"({"var": "answers.means"})",
        R"({"!": {"in": ["place", {"var": "answers.means"}]}})",
        R"({"!": {"var": "answers.note"}})",
        R"({"or": [{"var": "answers.day"}, {">": [{"var": "case.reach"}, 100]}]})",
        R"({"if": [{"var": "answers.note"}, {"!=": [{"var": "answers.intent"}, "yes"]}, {"!": {"var": "case.has_media"}}]})",
    };
    test::Numbers numbers(3);
    for (const char* ask : rules) {
        for (const char* when : rules) {
            const Pack pack = sample(ask, when);
            const auto batch = Batch::compile(pack);
            BOOST_REQUIRE(batch);
            const auto cases = any_cases(pack, 40, numbers);
            const Batch::Results results = run(pack, *batch, cases);
            for (std::size_t i = 0; i < cases.size(); ++i) check_row(pack, cases[i], results, i);
            check_alone(pack, cases);
        }
    }
}

BOOST_AUTO_TEST_CASE(fill_blocks_to_any_length) {
    const Pack pack = sample("true", R"({"==": [{"var": "answers.target"}, "group"]})");
    const auto batch = Batch::compile(pack);
    BOOST_REQUIRE(batch);
    for (const std::size_t count : {0, 1, 63, 64, 65, 511, 512, 513, 1100}) {
        test::Numbers numbers(count + 1);
        const auto cases = any_cases(pack, count, numbers);
        const Batch::Results results = run(pack, *batch, cases);
        BOOST_REQUIRE(results.outcomes.size() == count);
        for (std::size_t i = 0; i < count; ++i) check_row(pack, cases[i], results, i);
    }
}

BOOST_AUTO_TEST_CASE(are_not_for_rules_that_calculate) {
    const Pack pack = sample("true", R"({">": [{"+": [{"var": "answers.age"}, 1]}, 10]})");
    BOOST_TEST(!pack.program->exact);
    BOOST_TEST(!Batch::compile(pack).has_value());
    BOOST_TEST(!WholeWalk::compile(pack).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
