// Replays from each version of every pack to the next, held to derive(); and totals.
#include "reference.hpp"
#include "replaying.hpp"

using namespace casement;
using namespace casement::policy;
using namespace casement::test;

BOOST_AUTO_TEST_SUITE(replay_of_every_pack)

namespace {

// Decisions by chance, each replayed; the second of two packs is the newer version of the first.
template <class Check>
void each_decision(const Pack& before, const Pack& after, Check check) {
    test::Numbers numbers(0x5EED0002);
    Replay replay(&before, after);
    for (int i = 0; i < 200; ++i) {
        const Json the_facts = test::any_facts(numbers);
        const Json answers = test::any_walk(before, the_facts, numbers);
        const auto derived = derive(before, answers, the_facts);
        if (!derived) continue;
        const ReplayFacts facts = replay.facts(the_facts);
        const Past past{answers, &facts, derived->outcome, derived->outcome};
        check(past, the_facts, replay.replay(past), replay);
    }
}

template <class Check>
void each_pair(Check check) {
    auto packs = test::all_packs();
    std::sort(packs.begin(), packs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < packs.size(); ++i) {
        if (packs[i - 1].second.id == packs[i].second.id) check(packs[i - 1].second, packs[i].second);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(on_itself_changes_nothing) {
    for (const auto& [file, pack] : test::all_packs()) {
        each_decision(pack, pack, [&](const Past& past, const Json&, const Replayed& result, Replay& replay) {
            BOOST_TEST(name(result.kind) == "same", file + " " + past.answers.dump());
            BOOST_TEST(result.dropped.empty());
            BOOST_TEST(!result.consequences);
            const Replayed blind = replay.replay({past.answers, nullptr, past.outcome, past.final_outcome});
            BOOST_TEST((blind.kind == ReplayKind::same || blind.kind == ReplayKind::facts_unknown));
        });
    }
}

BOOST_AUTO_TEST_CASE(gives_what_derive_gives_on_the_newer_version) {
    each_pair([](const Pack& before, const Pack& after) {
        std::size_t changed = 0, open = 0, named = 0;
        each_decision(
            before, after, [&](const Past& past, const Json& facts, const Replayed& result, Replay& replay) {
                const test::Reference reference = test::reference(after, past.answers, facts);
                const bool settled = result.kind == ReplayKind::same || result.kind == ReplayKind::changed;
                BOOST_TEST(settled == reference.complete, past.answers.dump());
                open += !settled;
                if (!settled) return;
                const auto derived = derive(after, reference.visible, facts);
                BOOST_REQUIRE(derived.ok());
                BOOST_TEST(derived->outcome == after.outcomes[*result.outcome].id);
                BOOST_TEST((result.kind == ReplayKind::same) == (derived->outcome == past.outcome));
                changed += result.kind == ReplayKind::changed;
                named += result.cause && result.cause->kind != CauseKind::not_known;
                // What is told without the facts is what is told with them.
                const Replayed blind =
                    replay.replay({past.answers, nullptr, past.outcome, past.final_outcome});
                if (blind.kind != ReplayKind::facts_unknown) BOOST_TEST((blind.outcome == result.outcome));
            });
        BOOST_TEST(named == changed, after.name());
        BOOST_TEST_MESSAGE(after.name() << ": of 200 decisions by chance " << changed << " would change, "
                                        << open << " are open");
    });
}

BOOST_AUTO_TEST_CASE(gives_the_same_a_second_time) {
    each_pair([](const Pack& before, const Pack& after) {
        each_decision(before, after,
                      [&](const Past& past, const Json&, const Replayed& result, Replay& replay) {
                          Replay fresh(&before, after);
                          BOOST_TEST(to_json(replay, replay.replay(past)).dump() ==
                                     to_json(fresh, fresh.replay(past)).dump());
                          BOOST_TEST((result.kind == replay.replay(past).kind));
                      });
    });
}

BOOST_AUTO_TEST_CASE(finds_every_outcome_that_answers_to_open_questions_lead_to) {
    each_pair([](const Pack& before, const Pack& after) {
        test::Numbers numbers(0x5EED0003);
        each_decision(before, after,
                      [&](const Past& past, const Json& facts, const Replayed& result, Replay&) {
                          if (result.needs.empty() || !result.tried_all) return;
                          for (int attempt = 0; attempt < 10; ++attempt) {
                              // Answer by chance what is open, until nothing is.
                              Json answers = past.answers;
                              for (test::Reference at = test::reference(after, answers, facts); !at.complete;
                                   at = test::reference(after, answers, facts)) {
                                  for (const std::string& id : at.asked) {
                                      const Question& question = *after.question(id);
                                      if (question.required && !at.visible.contains(id))
                                          answers[id] = test::any_answer(question, numbers);
                                  }
                              }
                              const auto found = test::reference(after, answers, facts).outcome;
                              const bool listed =
                                  std::any_of(result.possible.begin(), result.possible.end(),
                                              [&](auto one) { return after.outcomes[one].id == found; });
                              BOOST_TEST(listed, answers.dump() + " gives " + found.value_or("none"));
                          }
                      });
    });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(replay_totals)

BOOST_AUTO_TEST_CASE(count_flows_causes_sections_and_markets) {
    const Pack before = pack_with();
    const Pack after = pack_with([](Json& p) {
        p["outcomes"][1]["when"] = {{"and", {is("intent", "yes"), is("target", "person")}}};
        p["questions"].push_back(yes_no("harm"));
        p["questions"].back()["ask_when"] = is("target", "person");
        p["questions"].back()["because"] = "it is a person";
        insert(p["outcomes"], 0, outcome("warn", is("harm", "yes")));
    });
    Replay replay(&before, after);
    const ReplayFacts facts = replay.facts(Json::object());
    ReplayTotals totals(after);
    const auto add = [&](const Json& answers, const char* outcome, const char* case_id, const char* market,
                         const char* human = nullptr) {
        const Past past{answers, &facts, outcome, human ? human : outcome};
        totals.add(replay, past, replay.replay(past), case_id, market, before.outcome(outcome)->violates);
    };
    add(kRemoved, "remove", "c1", "DE");
    add(kRemoved, "remove", "c2", "DE", "no_violation");
    add(kEscalated, "escalate", "c3", "FR");
    add(kNobody, "no_violation", "c4", "");
    BOOST_TEST(totals.decisions() == 4u);
    BOOST_TEST(totals.changed() == 2u);
    BOOST_TEST(totals.same() == 1u);
    BOOST_TEST(totals.of(ReplayKind::needs_answer) == 1u);
    BOOST_TEST(totals.overrides().agrees == 1u);
    const auto flows = totals.flows();
    BOOST_REQUIRE(flows.size() == 2u);
    BOOST_TEST(flows[0].from == "remove");
    BOOST_TEST(flows[0].to == "no_violation");
    BOOST_TEST(flows[0].count == 2u);
    BOOST_TEST(flows[0].cases[1] == "c2");
    BOOST_TEST(flows[1].to == "");
    const auto causes = totals.causes();
    BOOST_REQUIRE(causes.size() == 2u);
    BOOST_TEST(causes[0].cause.kind == "outcome_fits_no_more");
    BOOST_TEST(causes[0].changed == 2u);
    BOOST_TEST(causes[0].flows[0].to == "no_violation");
    BOOST_TEST(causes[1].cause.kind == "question_new");
    BOOST_TEST(causes[1].open == 1u);
    const auto sections = totals.sections();
    BOOST_REQUIRE(sections.size() == 2u);
    BOOST_TEST(sections[0].id == "S1");
    BOOST_TEST(sections[0].then == 3u);
    BOOST_TEST(sections[0].now == 0u);
    BOOST_TEST(sections[0].lost == 2u);
    BOOST_TEST(sections[0].open == 1u);
    const auto markets = totals.markets();
    BOOST_REQUIRE(markets.size() == 3u);
    BOOST_TEST(markets[0].market == "DE");
    BOOST_TEST(markets[0].count.changed == 2u);
    BOOST_TEST(markets[1].market == "FR");
    BOOST_TEST(markets[1].count.open == 1u);
    const Json json = to_json(totals);
    BOOST_TEST(json["would_change"] == 2);
    BOOST_TEST(!json["flows"][1].contains("to"));
    BOOST_TEST(json["kinds"]["needs_answer"] == 1);
}

BOOST_AUTO_TEST_SUITE_END()
