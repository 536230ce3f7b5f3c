// Packs at hand, trials, replays, flags and acknowledgements, without a screen.
#include "world.hpp"

#include <app/library.hpp>
#include <core/decision/acknowledgement.hpp>
#include <core/decision/envelope.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace casement;
using namespace casement::app;
using test::Session;

namespace {

// The tiny pack one version later: "a little bad" is removed now.
std::string newer_pack() {
    Json pack = Json::parse(test::kPack);
    pack["version"] = "2026.12";
    pack["supersedes"] = "2026.11";
    pack["outcomes"][0]["when"] = {{"==", {{{"var", "answers.bad"}}, "yes"}}};
    pack["outcomes"][1]["when"] = {{"!=", {{{"var", "answers.bad"}}, "yes"}}};
    return pack.dump();
}

// A session whose site serves both versions beside the console.
struct WithSite : Session {
    explicit WithSite(const std::string& newer = newer_pack()) {
        files["policies/tiny@2026.11.json"] = test::kPack;
        files["policies/tiny@2026.12.json"] = newer;
        const Json index = {
            {"packs",
             {{{"id", "tiny"}, {"version", "2026.11"}, {"title", "Tiny"}, {"file", "tiny@2026.11.json"}},
              {{"id", "tiny"}, {"version", "2026.12"}, {"title", "Tiny"}, {"file", "tiny@2026.12.json"}}}}};
        files["policies/index.json"] = index.dump();
        give(Arrival{Fetched{packs_ticket(), files["policies/index.json"], 0, {}}});
    }
    // The list is asked for at the start, before this session's files are there.
    Ticket packs_ticket() {
        state.waiting[9'999] = "packs";
        return 9'999;
    }
    void decide_a_little() {
        give(ChooseOption{0});  // bad: yes
        give(ChooseOption{0});  // how: a little
        give(SignAndNext{});
    }
};

decision::Record last_record(const Session& s) {
    const auto envelope = decision::read_envelope(s.envelopes.back());
    return *decision::read_statement(envelope->payload);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(packs_at_hand)

BOOST_AUTO_TEST_CASE(are_those_of_the_site_and_of_the_bundle_the_newest_first) {
    WithSite s;
    BOOST_REQUIRE(s.state.library.packs.size() == 2u);
    BOOST_TEST(s.state.library.packs[0].name() == "tiny@2026.12");
    s.open();
    BOOST_REQUIRE(s.state.library.packs.size() == 2u);
    BOOST_TEST((s.state.library.packs[1].source == PackEntry::Source::bundle));
    BOOST_TEST((s.state.library.packs[1].pack != nullptr));
}

BOOST_AUTO_TEST_CASE(are_fetched_when_they_are_shown_and_compared_with_the_version_before) {
    WithSite s;
    s.give(ShowPanel{Panel::policies});
    BOOST_TEST(s.state.library.shown == "tiny@2026.12");
    BOOST_TEST(s.state.library.changes == nullptr);  // nobody looks at it yet
    s.give(ShowPolicyView{PolicyView::changes});
    BOOST_REQUIRE(s.state.library.changes != nullptr);
    BOOST_TEST(s.state.library.changes->outcome == 2u);
    BOOST_TEST(s.state.library.changes->blocks[0]["text"] == "Tiny: 2026.11 to 2026.12");
}

BOOST_AUTO_TEST_CASE(that_cannot_be_read_say_why) {
    WithSite s("{}");
    s.give(ShowPanel{Panel::policies});
    BOOST_TEST(find_pack(s.state, "tiny@2026.12")->error.code == "pack.schema");
}

BOOST_AUTO_TEST_CASE(are_searched_through_in_all_their_text) {
    WithSite s;
    s.give(ShowPanel{Panel::policies});
    s.give(Arrival{FieldEdited{"policy_search", "KIND"}});
    BOOST_REQUIRE(s.state.library.hits.size() == 1u);
    BOOST_TEST(s.state.library.hits[0].where == "section");
    s.give(Arrival{FieldEdited{"policy_search", "a little"}});
    BOOST_REQUIRE(s.state.library.hits.size() == 1u);
    BOOST_TEST(s.state.library.hits[0].where == "question");
}

BOOST_AUTO_TEST_CASE(can_come_from_a_file_and_a_broken_one_gives_its_code) {
    WithSite s;
    Json own = Json::parse(newer_pack());
    own["version"] = "2027.01";
    s.state.waiting[77] = "pack";
    s.give(Arrival{FilePicked{77, "draft.json", own.dump(), "", 0}});
    BOOST_TEST(s.state.library.shown == "tiny@2027.01");
    s.state.waiting[78] = "pack";
    s.give(ShowPolicyView{PolicyView::changes});  // a file has no address: its text goes along
    BOOST_REQUIRE(s.state.library.changes != nullptr);
    BOOST_TEST(s.state.library.changes->blocks[0]["text"] == "Tiny: 2026.12 to 2027.01");
    s.give(Arrival{FilePicked{78, "broken.json", "[]", "", 2}});
    BOOST_TEST(s.state.notice.text.find("pack.schema") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(are_cited_by_title_version_section_and_digest) {
    WithSite s;
    s.open();
    s.give(ShowPolicy{"tiny@2026.11", "s"});
    const auto& entry = *find_pack(s.state, "tiny@2026.11");
    BOOST_TEST(citation(entry, "s") ==
               "Tiny 2026.11, “Section” (tiny@2026.11#s, " + entry.digest.text() + ")");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(acknowledging)

BOOST_AUTO_TEST_CASE(signs_a_statement_about_the_pack_and_keeps_it) {
    WithSite s;
    s.open();
    s.give(ShowPolicy{"tiny@2026.11", ""});
    s.give(AcknowledgePolicy{});
    const auto& kept = s.state.library.acknowledged.at("tiny");
    const auto envelope = decision::read_envelope(kept.envelope);
    BOOST_REQUIRE(envelope.ok());
    const auto record = decision::read_acknowledgement(envelope->payload);
    BOOST_REQUIRE(record.ok());
    BOOST_TEST(record->version == "2026.11");
    BOOST_TEST((record->digest == find_pack(s.state, "tiny@2026.11")->digest));
    BOOST_TEST(s.records.count("settings/acknowledged:tiny@2026.11") == 1u);
    BOOST_TEST((read_state(s.state, "tiny", "2026.11") == ReadState::current));
    BOOST_TEST((read_state(s.state, "tiny", "2026.12") == ReadState::older));
    BOOST_TEST((read_state(s.state, "other", "2026.12") == ReadState::never));
}

BOOST_AUTO_TEST_CASE(comes_back_after_a_reload) {
    WithSite s;
    s.open();
    s.give(ShowPolicy{"tiny@2026.11", ""});
    s.give(AcknowledgePolicy{});
    const std::string key = "acknowledged:tiny@2026.11";
    Session again;
    again.give(Arrival{StoredState{0, {{"settings", key, s.records.at("settings/" + key)}}, {}, {}}});
    BOOST_TEST((read_state(again.state, "tiny", "2026.11") == ReadState::current));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_trial)

BOOST_AUTO_TEST_CASE(walks_the_checklist_and_keeps_nothing) {
    WithSite s;
    s.open();
    s.give(TryPack{"tiny@2026.12"});
    s.give(ChooseOption{0});
    s.give(ChooseOption{0});
    BOOST_REQUIRE(s.state.trial.sheet.derived.has_value());
    BOOST_TEST(s.state.trial.sheet.derived->outcome == "remove");
    BOOST_REQUIRE(s.state.trial.sheet.flips.has_value());
    BOOST_TEST(s.state.trial.sheet.flips->flips.front().changes.front().answer == "no");
    BOOST_TEST(s.state.drafts.empty());
    for (const auto& [key, value] : s.records) BOOST_TEST(!key.starts_with("drafts/"));
}

BOOST_AUTO_TEST_CASE(keeps_the_answers_when_another_version_is_tried) {
    WithSite s;
    s.give(TryPack{"tiny@2026.12"});
    s.give(ChooseOption{0});
    s.give(ChooseOption{0});
    s.give(TryPack{"tiny@2026.11"});
    BOOST_REQUIRE(s.state.trial.sheet.derived.has_value());
    BOOST_TEST(s.state.trial.sheet.derived->outcome == "keep");
}

BOOST_AUTO_TEST_CASE(of_a_case_leaves_the_case_alone) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.give(ChooseOption{0});
    s.give(TryThisCase{});
    s.give(ChooseOption{0});
    BOOST_TEST(s.state.trial.sheet.draft.answers.size() == 2u);
    BOOST_TEST(s.state.review.draft.answers.size() == 1u);
}

BOOST_AUTO_TEST_CASE(takes_facts_as_they_are_typed) {
    WithSite s;
    s.give(TryPack{"tiny@2026.12"});
    s.give(Arrival{FieldEdited{"fact:reach", "1200"}});
    s.give(Arrival{FieldEdited{"fact:tags", " spam, second wave ,"}});
    s.give(Arrival{FieldEdited{"fact:weather", "rain"}});
    const Json& facts = s.state.trial.sheet.facts;
    BOOST_TEST(facts["reach"] == 1200);
    BOOST_TEST((facts["tags"] == Json::array({"spam", "second wave"})));
    BOOST_TEST(!facts.contains("weather"));
    s.give(ClearTrial{});
    BOOST_TEST(s.state.trial.sheet.facts["reach"] == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_replay)

BOOST_AUTO_TEST_CASE(tells_which_decisions_a_newer_pack_would_change_and_why) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.decide_a_little();
    s.decide_keep();
    s.give(ShowPanel{Panel::replay});  // also ends the undo window
    const auto& replay = s.state.replay;
    BOOST_TEST(replay.pack == "tiny@2026.12");
    BOOST_REQUIRE(replay.done);
    BOOST_TEST(replay.decisions == 2u);
    BOOST_TEST(replay.changed == 1u);
    BOOST_TEST(replay.same == 1u);
    BOOST_REQUIRE(!replay.flows.empty());
    BOOST_TEST(replay.flows[0].from.id == "keep");
    BOOST_TEST(replay.flows[0].to.label == "Remove");
    BOOST_TEST(replay.flows[0].changes);
    BOOST_REQUIRE(!replay.causes.empty());
    // Both rules were changed: the one that had decided no longer fits.
    BOOST_TEST(replay.causes[0].name == "The rule of \"Keep\" was changed, and it no longer fits.");
    BOOST_TEST(replay.causes[0].count == 1u);
    s.give(SetReplayPack{"tiny@2026.11"});
    BOOST_TEST(s.state.replay.changed == 0u);
}

BOOST_AUTO_TEST_CASE(takes_a_file_and_counts_what_it_cannot_read) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.decide_a_little();
    s.give(SignNow{});
    s.state.panel = Panel::replay;
    s.state.replay.pack = "tiny@2026.12";
    s.state.waiting[55] = "replay";
    s.files["file:1"] = s.envelopes.front() + "\nno decision\n";
    s.give(Arrival{
        FilePicked{55, "export.jsonl", "", "file:1", static_cast<std::int64_t>(s.files["file:1"].size())}});
    BOOST_REQUIRE(s.state.replay.done);
    BOOST_TEST(s.state.replay.decisions == 1u);
    BOOST_TEST(s.state.replay.unreadable == 1u);
    BOOST_TEST(s.state.replay.changed == 1u);
}

BOOST_AUTO_TEST_CASE(is_done_once_for_the_same_decisions_and_packs) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.decide_a_little();
    s.give(ShowPanel{Panel::replay});
    const auto jobs = [&] {
        return std::count_if(s.seen.begin(), s.seen.end(),
                             [](const Effect& e) { return std::holds_alternative<Desk>(e.any); });
    };
    BOOST_TEST(jobs() == 1);
    s.give(ShowPanel{Panel::ledger});
    s.give(ShowPanel{Panel::replay});
    BOOST_TEST(jobs() == 1);
    s.give(SetReplayPack{"tiny@2026.11"});
    BOOST_TEST(jobs() == 2);
}

BOOST_AUTO_TEST_CASE(can_be_stopped_and_started_anew) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.decide_a_little();
    s.desk_waits = true;
    s.give(ShowPanel{Panel::replay});
    const auto& replay = s.state.replay;
    const Ticket ticket = replay.work.ticket;
    BOOST_REQUIRE(ticket != 0u);
    BOOST_TEST(!replay.work.is_long(s.now));
    s.tick(DeskWork::kShownAfterMs);
    BOOST_TEST(replay.work.is_long(s.now));
    s.give(Arrival{DeskProgress{ticket, 30, 100, ""}});
    BOOST_TEST(replay.work.done == 30);
    s.give(StopWork{LongWork::replay});
    BOOST_TEST(replay.work.ticket == 0u);
    BOOST_TEST(replay.error.code == "desk.stopped");
    BOOST_TEST(std::get<StopDesk>((s.seen.end() - 2)->any).ticket == ticket);
    s.give(Arrival{DeskDone{ticket, R"({"decisions":7})"}});  // too late: nobody waits for it
    BOOST_TEST(!replay.done);
    s.desk_waits = false;
    s.give(ShowPanel{Panel::replay});
    BOOST_TEST(replay.done);
    BOOST_TEST(replay.error.code.empty());
}

BOOST_AUTO_TEST_CASE(that_fails_says_why) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.decide_a_little();
    s.files["policies/tiny@2026.12.json"] = "{}";
    s.give(ShowPanel{Panel::replay});
    BOOST_TEST(!s.state.replay.done);
    BOOST_TEST(s.state.replay.error.code == "pack.schema");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(what_a_reviewer_says_about_the_policy)

BOOST_AUTO_TEST_CASE(is_signed_with_the_decision) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.give(ShowDialog{Dialog::flag_question});
    s.give(FlagQuestion{"ambiguous"});
    s.give(FlagQuestion{"gap"});  // the kind of the same flag
    s.give(Arrival{FieldEdited{"flag_note", "Says nothing about jokes"}});
    s.give(ShowDialog{Dialog::none});
    s.decide_keep();
    s.give(SignNow{});
    const decision::Record record = last_record(s);
    BOOST_REQUIRE(record.flags.size() == 1u);
    BOOST_TEST(record.flags[0].question == "bad");
    BOOST_TEST(record.flags[0].kind == "gap");
    BOOST_TEST(record.flags[0].note == "Says nothing about jokes");
}

BOOST_AUTO_TEST_CASE(can_be_taken_back) {
    WithSite s;
    s.open();
    s.give(OpenCase{0});
    s.give(FlagQuestion{"gap"});
    s.give(FlagQuestion{""});
    BOOST_TEST(s.state.review.draft.flags.empty());
}

BOOST_AUTO_TEST_SUITE_END()
