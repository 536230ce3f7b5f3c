// "What would change it": every set that is named does change the outcome, and no part of it does.
#include "reference.hpp"
#include "samples.hpp"

#include <core/policy/flips.hpp>
#include <core/policy/program.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::policy;

namespace {

Pack sample() {
    return *read_pack(test::sample_pack().dump());
}

// The visible answers once `changes` are made; nothing when the checklist is not complete then.
std::optional<Json> changed(const Pack& pack, Json answers, const std::vector<ChangedAnswer>& changes,
                            const Json& facts) {
    for (const ChangedAnswer& change : changes) {
        const std::string& id = pack.questions[change.question].id;
        if (change.answer.is_null())
            answers.erase(id);
        else
            answers[id] = change.answer;
    }
    const test::Reference walked = test::reference(pack, answers, facts);
    if (!walked.complete) return std::nullopt;
    return walked.visible;
}

std::string text(const Pack& pack, const Flip& flip) {
    std::string out;
    for (const ChangedAnswer& change : flip.changes)
        out += pack.questions[change.question].id + "=" + change.answer.dump() + " ";
    return out + "-> " + pack.outcomes[flip.outcome].id;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(what_would_change_it)

BOOST_AUTO_TEST_CASE(names_the_one_answer_that_decides) {
    const Pack pack = sample();
    const auto found =
        find_flips(pack, {{"target", "person"}, {"intent", "yes"}, {"means", {"weapon"}}}, Json::object());
    BOOST_REQUIRE(found.ok());
    std::vector<std::string> texts;
    for (const Flip& flip : found->flips) texts.push_back(text(pack, flip));
    BOOST_TEST(std::count(texts.begin(), texts.end(), "target=\"nobody\" -> no_violation") == 1);
    BOOST_TEST(std::count(texts.begin(), texts.end(), "intent=\"no\" -> no_violation") == 1);
    BOOST_TEST(std::count(texts.begin(), texts.end(), "means=[\"place\"] -> remove") == 1);
    BOOST_TEST(found->searched == 2u);
}

BOOST_AUTO_TEST_CASE(counts_the_answers_to_questions_that_only_then_appear) {
    const Pack pack = sample();
    const auto found = find_flips(pack, {{"target", "nobody"}}, Json::object());
    BOOST_REQUIRE(!found->flips.empty());
    for (const Flip& flip : found->flips) BOOST_TEST(flip.changes.size() == 3u, text(pack, flip));
}

BOOST_AUTO_TEST_CASE(is_sound_and_minimal_on_every_pack) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(0xF11B5);
        for (int walk = 0; walk < 12; ++walk) {
            const Json facts = test::any_facts(numbers);
            const Json answers = test::any_walk(pack, facts, numbers);
            const auto derived = derive(pack, answers, facts);
            BOOST_REQUIRE_MESSAGE(derived.ok(), name + (derived.ok() ? "" : describe(derived.error())));
            const auto found = find_flips(pack, answers, facts, {2, 4'000, 64});
            BOOST_REQUIRE(found.ok());
            for (const Flip& flip : found->flips) {
                const auto after = changed(pack, answers, flip.changes, facts);
                BOOST_REQUIRE_MESSAGE(after, name + ": " + text(pack, flip));
                const auto other = derive(pack, *after, facts);
                BOOST_REQUIRE(other.ok());
                BOOST_TEST(other->outcome == pack.outcomes[flip.outcome].id, name + ": " + text(pack, flip));
                BOOST_TEST(other->outcome != derived->outcome);
                for (std::size_t left_out = 0; left_out < flip.changes.size(); ++left_out) {
                    std::vector<ChangedAnswer> part = flip.changes;
                    part.erase(part.begin() + static_cast<std::ptrdiff_t>(left_out));
                    const auto partly = changed(pack, answers, part, facts);
                    if (!partly) continue;
                    BOOST_TEST(derive(pack, *partly, facts)->outcome == derived->outcome,
                               name + ": a part of " + text(pack, flip));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(misses_no_single_answer) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(31);
        const Json facts = test::any_facts(numbers);
        const Json answers = test::any_walk(pack, facts, numbers);
        const std::string outcome = derive(pack, answers, facts)->outcome;
        const auto found = find_flips(pack, answers, facts, {1, 100'000, 10'000});
        std::set<std::string> expected, got;
        for (const Flip& flip : found->flips) got.insert(text(pack, flip));
        for (std::size_t i = 0; i < pack.questions.size(); ++i) {
            if (!answers.contains(pack.questions[i].id) || pack.questions[i].kind == QuestionKind::many)
                continue;
            for (const Option& option : pack.questions[i].options) {
                const Flip flip{{{i, option.id}}, 0};
                const auto after = changed(pack, answers, flip.changes, facts);
                if (!after) continue;
                const auto other = derive(pack, *after, facts)->outcome;
                if (other == outcome) continue;
                expected.insert(pack.questions[i].id + "=" + Json(option.id).dump() + " -> " + other);
            }
        }
        for (const std::string& one : expected) BOOST_TEST(got.count(one) == 1u, name + ": " + one);
    }
}

BOOST_AUTO_TEST_CASE(stops_at_its_bound_and_says_so) {
    const Pack pack = sample();
    const auto found = find_flips(pack, {{"target", "person"}, {"intent", "yes"}, {"means", {"weapon"}}},
                                  Json::object(), {3, 2, 64});
    BOOST_TEST(found->cut_short);
    BOOST_TEST(found->tried == 2u);
    BOOST_TEST(found->searched == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(deriving)

BOOST_AUTO_TEST_CASE(depends_on_nothing_but_pack_answers_and_facts) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(4711);
        for (int i = 0; i < 20; ++i) {
            const Json facts = test::any_facts(numbers);
            const Json answers = test::any_walk(pack, facts, numbers);
            const auto once = derive(pack, answers, facts), again = derive(pack, answers, facts);
            BOOST_REQUIRE(once.ok());
            BOOST_TEST(to_json(*once).dump() == to_json(*again).dump(), name);
        }
    }
}

// An answer that is not read by the winning rule, nor by one before it, nor by any question, is irrelevant.
BOOST_AUTO_TEST_CASE(irrelevant_answers_never_change_the_outcome) {
    for (const auto& [name, pack] : test::all_packs()) {
        test::Numbers numbers(815);
        for (int i = 0; i < 20; ++i) {
            const Json facts = test::any_facts(numbers);
            const Json answers = test::any_walk(pack, facts, numbers);
            const auto derived = derive(pack, answers, facts);
            const auto winner =
                static_cast<std::size_t>(pack.outcome(derived->outcome) - pack.outcomes.data());
            for (std::size_t q = 0; q < pack.questions.size(); ++q) {
                const Question& question = pack.questions[q];
                const auto& decides = pack.program->decides[q];
                const bool read = !pack.program->asks[q].empty() ||
                                  std::any_of(decides.begin(), decides.end(),
                                              [&](std::uint32_t outcome) { return outcome <= winner; });
                if (read || !answers.contains(question.id)) continue;
                Json other = answers;
                other[question.id] = test::any_answer(question, numbers);
                BOOST_TEST(derive(pack, other, facts)->outcome == derived->outcome,
                           name + ": " + question.id);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
