// What a reviewer does with a bundle, from opening it to the ledger.
#include "world.hpp"

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::app;
using test::Session;

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
