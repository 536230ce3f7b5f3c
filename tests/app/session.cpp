// The console without a screen: commands go in, effects are answered by a small world of this test.
#include "support/sha256.hpp"

#include <app/command.hpp>
#include <core/json/canonical.hpp>

#include <boost/test/unit_test.hpp>

#include <map>

using namespace casement;
using namespace casement::app;

namespace {

const char* kPack = R"({
  "casement_policy": 1, "id": "tiny", "version": "2026.11", "effective": "2026-11-01", "title": "Tiny", "language": "en",
  "area": "community", "sections": [{"id": "s", "title": "Section", "rule": "Be kind"}],
  "actions": [{"id": "delete", "label": "Delete", "effect": "remove", "strikes": 1}],
  "questions": [
    {"id": "bad", "section": "s", "text": "Is it bad?", "kind": "yes_no"},
    {"id": "how", "section": "s", "text": "How bad?", "kind": "choice", "because": "asked because it is bad",
     "options": [{"id": "little", "label": "A little"}, {"id": "very", "label": "Very", "needs": ["note"]}],
     "ask_when": {"==": [{"var": "answers.bad"}, "yes"]}}],
  "outcomes": [
    {"id": "remove", "label": "Remove", "effect": "remove", "because": "It is {{answers.how}} bad", "actions": ["delete"],
     "severity": 2, "violates": ["s"], "when": {"==": [{"var": "answers.how"}, "very"]}},
    {"id": "keep", "label": "Keep", "effect": "no_action", "because": "It is not bad enough", "severity": 0,
     "when": {"!=": [{"var": "answers.how"}, "very"]}}]})";

std::string case_line(const std::string& id) {
    return R"({"id":")" + id +
           R"(","received_at":"2026-11-20T10:00:00Z","source":{"kind":"user","name":"Someone"},)"
           R"("ask":"Please look","area":"community","subject":{"kind":"post"},)"
           R"("content":[{"id":"p1","kind":"text","text":"some words here"}]})";
}

// Answers every effect at once, as the platform would later.
struct Session {
    State state;
    std::map<std::string, std::string> files, records;
    std::vector<std::string> envelopes, said;
    std::vector<Effect> seen;
    TimeMs now = 1'790'000'000'000;
    bool disk_full = false;

    Session() {
        const std::string cases =
            case_line("C-1") + "\n" + case_line("C-2") + "\n{\"id\":\n" + case_line("C-3") + "\n";
        files["b/cases/0.jsonl"] = cases;
        files["b/policies/tiny.json"] = kPack;
        Json resources = Json::array();
        for (const char* path : {"cases/0.jsonl", "policies/tiny.json"}) {
            const auto& bytes = files["b/" + std::string(path)];
            resources.push_back(
                {{"name", std::string_view(path).starts_with("cases") ? "cases-0" : "policy-tiny"},
                 {"path", path},
                 {"mediatype",
                  std::string_view(path).starts_with("cases") ? "application/jsonl" : "application/json"},
                 {"bytes", bytes.size()},
                 {"hash", test::sha256(bytes).text()}});
        }
        files["b/datapackage.json"] = Json{
            {"name", "b"},
            {"title", "Bundle"},
            {"casement",
             {{"format", 1},
              {"purpose", "training"},
              {"policies",
               {{{"id", "tiny"},
                 {"version", "2026.11"},
                 {"path", "policies/tiny.json"},
                 {"digest", test::sha256(kPack).text()}}}}}},
            {"resources", resources}}.dump();
        run(start(state, world()));
    }
    World world() {
        return {now, [](void* out, std::size_t n) { std::fill_n(static_cast<unsigned char*>(out), n, 7); }};
    }
    void give(Command command) { run(update(state, std::move(command), world())); }
    void run(const Effects& effects) {
        for (const auto& effect : effects) {
            seen.push_back(effect);
            answer(effect);
        }
    }
    void answer(const Effect& effect) {
        if (const auto* fetch = std::get_if<Fetch>(&effect)) {
            const auto file = files.find(fetch->url);
            if (file == files.end()) {
                give(Arrival{
                    Failed{fetch->ticket, {"fetch.status", fetch->url, "The server has no such file", ""}}});
            } else {
                give(Arrival{Fetched{fetch->ticket, file->second,
                                     static_cast<std::int64_t>(file->second.size()),
                                     test::sha256(file->second)}});
            }
        } else if (const auto* hash = std::get_if<Hash>(&effect)) {
            Hashed hashed{hash->ticket, {}};
            for (const auto& item : hash->items) hashed.digests.push_back(test::sha256(item));
            give(Arrival{hashed});
        } else if (const auto* load = std::get_if<LoadStored>(&effect)) {
            give(Arrival{StoredState{load->ticket, {}, {}}});
        } else if (const auto* key = std::get_if<EnsureKey>(&effect)) {
            give(Arrival{KeyReady{key->ticket, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
                                  "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "pem", true}});
        } else if (const auto* put = std::get_if<Put>(&effect)) {
            if (disk_full)
                return give(Arrival{Failed{put->ticket, {"storage.quota", "", "The disk is full", ""}}});
            records[put->store + "/" + put->key] = put->value;
            give(Arrival{Stored{put->ticket}});
        } else if (const auto* append = std::get_if<AppendDecision>(&effect)) {
            if (disk_full)
                return give(Arrival{Failed{append->ticket, {"storage.quota", "", "The disk is full", ""}}});
            envelopes.push_back(append->envelope);
            records.erase("drafts/" + append->draft_key);
            give(Arrival{Stored{append->ticket}});
        } else if (const auto* sign = std::get_if<Sign>(&effect)) {
            give(Arrival{Signed{sign->ticket, std::string(64, 's')}});
        } else if (const auto* say = std::get_if<Say>(&effect)) {
            said.push_back(say->text);
        }
    }
    void open() {
        give(OpenBundle{"b/"});
        tick();
    }
    void tick(TimeMs ms = 0) {
        now += ms;
        give(Arrival{Tick{}});
    }
    void decide_keep() {
        give(ChooseOption{1});  // no
        give(SignAndNext{});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(session)

BOOST_AUTO_TEST_CASE(a_bundle_opens_and_one_broken_case_does_not_stop_the_rest) {
    Session s;
    s.open();
    BOOST_REQUIRE(s.state.bundle.phase == BundleState::Phase::ready);
    BOOST_TEST(s.state.bundle.rows.size() == 3u);
    BOOST_REQUIRE(s.state.bundle.problems.size() == 1u);
    BOOST_TEST(s.state.bundle.problems[0].place.find("cases/0.jsonl:3") != std::string::npos);
    BOOST_TEST(app::open_count(s.state) == 3u);
}

BOOST_AUTO_TEST_CASE(a_bundle_past_its_date_opens_and_says_so) {
    Session s;
    auto& descriptor = s.files["b/datapackage.json"];
    Json value = *json::parse(descriptor);
    value["casement"]["expires_at"] = "2026-01-31T00:00:00Z";
    descriptor = value.dump();
    s.open();
    BOOST_TEST((s.state.bundle.phase == BundleState::Phase::ready));
    BOOST_TEST(s.state.notice.text == "This bundle expired on 2026-01-31");
}

BOOST_AUTO_TEST_CASE(a_shard_with_one_changed_byte_is_refused_and_named) {
    Session s;
    s.files["b/cases/0.jsonl"][10] ^= 1;
    s.open();
    BOOST_REQUIRE(s.state.bundle.phase == BundleState::Phase::failed);
    BOOST_TEST(s.state.bundle.error.code == "bundle.digest");
}

BOOST_AUTO_TEST_CASE(a_pack_with_one_changed_byte_leaves_cases_readable_and_undecidable) {
    Session s;
    s.files["b/policies/tiny.json"].back() = ' ';
    s.open();
    BOOST_REQUIRE(s.state.bundle.phase == BundleState::Phase::ready);
    s.give(StepCase{1});
    BOOST_TEST(!s.state.review.pack);
    BOOST_TEST(app::sign_obstacle(s.state) == "The policy pack for this case could not be read");
}

BOOST_AUTO_TEST_CASE(questions_appear_and_vanish_with_answers_and_old_answers_come_back) {
    Session s;
    s.open();
    s.give(StepCase{1});
    BOOST_TEST(app::current_question(s.state.review) == "bad");
    s.give(ChooseOption{0});
    BOOST_TEST(app::current_question(s.state.review) == "how");
    s.give(ChooseOption{1});
    BOOST_REQUIRE(app::final_outcome(s.state.review));
    BOOST_TEST(app::final_outcome(s.state.review)->id == "remove");
    BOOST_TEST(s.state.review.derived->because == "It is Very bad");
    s.give(Answer{"bad", "no"});
    BOOST_TEST(app::final_outcome(s.state.review)->id == "keep");
    s.give(Answer{"bad", "yes"});
    BOOST_TEST(app::final_outcome(s.state.review)->id == "remove");
}

BOOST_AUTO_TEST_CASE(an_option_that_demands_a_note_cannot_be_signed_without_one) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.give(ChooseOption{0});
    s.give(ChooseOption{1});
    BOOST_TEST(app::sign_obstacle(s.state) == "“Very” needs a rationale");
    s.give(Arrival{FieldEdited{"rationale", "Plainly so"}});
    BOOST_TEST(app::sign_obstacle(s.state) == "");
}

BOOST_AUTO_TEST_CASE(an_override_needs_a_reason_and_signs_both_outcomes) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.give(ChooseOption{1});
    s.give(SetOverride{"remove"});
    BOOST_TEST(app::sign_obstacle(s.state) == "An override needs a reason");
    s.give(Arrival{FieldEdited{"override_reason", "Seen before"}});
    s.give(SignAndNext{});
    s.give(SignNow{});
    BOOST_REQUIRE(s.envelopes.size() == 1u);
    const auto envelope = decision::read_envelope(s.envelopes[0]);
    BOOST_REQUIRE(envelope.ok());
    const auto record = decision::read_statement(envelope->payload);
    BOOST_REQUIRE_MESSAGE(record.ok(), (record.ok() ? std::string() : describe(record.error())));
    BOOST_TEST(record->outcome == "keep");
    BOOST_TEST(record->final_outcome == "remove");
    BOOST_TEST(record->override_->reason == "Seen before");
}

BOOST_AUTO_TEST_CASE(signing_waits_for_the_undo_window_and_undo_signs_nothing) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.decide_keep();
    BOOST_TEST(s.envelopes.empty());
    BOOST_TEST(s.state.review.c.id == "C-2");
    s.give(UndoSign{});
    BOOST_TEST(s.state.review.c.id == "C-1");
    s.tick(60'000);
    BOOST_TEST(s.envelopes.empty());
    s.give(SignAndNext{});
    s.tick(3'999);
    BOOST_TEST(s.envelopes.empty());
    s.tick(1);
    BOOST_TEST(s.envelopes.size() == 1u);
}

BOOST_AUTO_TEST_CASE(decisions_are_chained_and_their_numbers_have_no_gap) {
    Session s;
    s.open();
    s.give(StepCase{1});
    for (int i = 0; i < 3; ++i) s.decide_keep();
    s.give(SignNow{});
    BOOST_REQUIRE(s.envelopes.size() == 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto record = decision::read_statement(decision::read_envelope(s.envelopes[i])->payload);
        BOOST_REQUIRE(record.ok());
        BOOST_TEST(record->seq == static_cast<std::int64_t>(i) + 1);
        BOOST_TEST(record->prev.has_value() == (i > 0));
        if (i > 0) BOOST_TEST((*record->prev == test::sha256(s.envelopes[i - 1])));
    }
    BOOST_TEST(app::open_count(s.state) == 0u);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_said_stops_signing_and_loses_nothing) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.give(ChooseOption{1});
    s.disk_full = true;
    s.give(SignAndNext{});
    s.give(SignNow{});
    BOOST_TEST(s.envelopes.empty());
    BOOST_TEST((s.state.save.phase == SaveState::Phase::failed));
    BOOST_REQUIRE(s.state.ledger.pending.size() == 1u);
    s.disk_full = false;
    s.give(RetrySign{});
    BOOST_TEST(s.envelopes.size() == 1u);
    BOOST_TEST(s.state.ledger.pending.empty());
    BOOST_TEST((s.state.save.phase == SaveState::Phase::saved));
}

BOOST_AUTO_TEST_CASE(evidence_is_marked_once_and_its_words_are_shown) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.give(Arrival{Selected{"p1", 5, 10}});
    s.give(Arrival{Selected{"p1", 5, 10}});
    BOOST_REQUIRE(s.state.review.draft.evidence.size() == 1u);
    BOOST_TEST(app::evidence_words(s.state.review.c, s.state.review.draft.evidence[0]) == "words");
    s.give(Arrival{Selected{"", 0, 0}});
    BOOST_TEST(s.state.review.draft.evidence.size() == 1u);
    BOOST_TEST(s.state.notice.warning);
}

BOOST_AUTO_TEST_CASE(an_answer_that_arrives_for_a_closed_bundle_changes_nothing) {
    Session s;
    s.open();
    s.give(Arrival{Fetched{9999, "junk", 4, {}}});
    s.give(Arrival{Hashed{9998, {}}});
    s.give(Arrival{Stored{9997}});
    s.give(Arrival{SignaturesChecked{9996, {true}}});
    BOOST_TEST((s.state.bundle.phase == BundleState::Phase::ready));
    BOOST_TEST(s.state.ledger.entries.empty());
}

BOOST_AUTO_TEST_SUITE_END()
