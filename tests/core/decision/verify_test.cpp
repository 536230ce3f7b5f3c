// Verification: a valid line, changed in one thing at a time, ends at the step that is about that thing.
#include <core/decision/publication.hpp>
#include <core/decision/samples.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace casement;
using namespace casement::decision;

namespace {

LineReport check(const std::string& line) {
    return Verifier(test::world().context()).check(test::signed_line(line));
}

std::string code_after(const std::function<void(Record&)>& change) {
    Record record = test::sample_record();
    change(record);
    const LineReport report = check(test::line_of(record));
    BOOST_TEST((report.error ? report.status == Status::invalid : report.status == Status::valid));
    return report.error ? report.error->code : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verifying_a_decision)

BOOST_AUTO_TEST_CASE(a_good_line_passes_every_step_in_order) {
    const LineReport report = check(test::line_of(test::sample_record()));
    BOOST_REQUIRE_MESSAGE(!report.error, (report.error ? describe(*report.error) : ""));
    BOOST_TEST((report.status == Status::valid));
    const std::vector<std::string> steps = {"envelope", "signature",  "payload",  "key", "digests",
                                            "chain",    "derivation", "override", "time"};
    BOOST_TEST((report.checked == steps));
    BOOST_TEST(report.line == 1u);
    BOOST_TEST(report.record->case_id == "case-1");
}

BOOST_AUTO_TEST_CASE(a_key_nobody_vouched_for_is_said_so) {
    const std::string line = test::line_of(test::sample_record());
    SignedLine signed_line = test::signed_line(line);
    signed_line.key_vouched = false;
    const LineReport report = Verifier(test::world().context()).check(signed_line);
    BOOST_TEST((report.status == Status::valid_unvouched));
}

BOOST_AUTO_TEST_CASE(without_a_bundle_nothing_is_called_valid) {
    const std::string line = test::line_of(test::sample_record());
    const LineReport report = Verifier(Context{}).check(test::signed_line(line));
    BOOST_TEST((report.status == Status::not_rederived));
    const std::vector<std::string> steps = {"envelope", "signature", "payload", "key",
                                            "chain",    "override",  "time"};
    BOOST_TEST((report.checked == steps));
}

BOOST_AUTO_TEST_CASE(each_step_has_its_code) {
    BOOST_TEST(code_after([](Record&) {}) == "");
    BOOST_TEST(code_after([](Record& r) { r.reviewer.key_id = "other"; }) == "key.mismatch");
    BOOST_TEST(code_after([](Record& r) { r.bundle = test::sha256("other"); }) == "digest.bundle");
    BOOST_TEST(code_after([](Record& r) { r.case_digest = test::sha256("other"); }) == "digest.case");
    BOOST_TEST(code_after([](Record& r) { r.case_id = "other"; }) == "digest.case");
    BOOST_TEST(code_after([](Record& r) { r.policy = test::sha256("other"); }) == "digest.policy");
    BOOST_TEST(code_after([](Record& r) { r.policy_version = "2026.12"; }) == "digest.policy");
    BOOST_TEST(code_after([](Record& r) { r.seq = 3, r.prev = test::sha256("x"); }) == "sequence.gap");
    BOOST_TEST(code_after([](Record& r) { r.answers["target"] = "martians"; }) == "answer.option");
    BOOST_TEST(code_after([](Record& r) { r.answers["target"] = 1; }) == "answer.kind");
    BOOST_TEST(code_after([](Record& r) { r.answers["target"] = "nobody"; }) == "answer.unasked");
    BOOST_TEST(code_after([](Record& r) { r.answers["words"] = {0, 1}; }) == "answer.range");
    BOOST_TEST(code_after([](Record& r) { r.answers.erase("means"); }) == "derive.incomplete");
    BOOST_TEST(code_after([](Record& r) { r.answers["means"] = {"weapon"}; }) == "outcome.mismatch");
    BOOST_TEST(code_after([](Record& r) { r.actions.clear(); }) == "outcome.mismatch");
    BOOST_TEST(code_after([](Record& r) { r.violates.push_back("S9"); }) == "outcome.mismatch");
    BOOST_TEST(code_after([](Record& r) { r.final_outcome = "escalate"; }) == "override.missing");
    BOOST_TEST(code_after([](Record& r) { r.override_ = Override{"remove", "why"}; }) == "override.outcome");
    BOOST_TEST(code_after([](Record& r) { r.final_outcome = "x", r.override_ = Override{"x", "why"}; }) ==
               "override.outcome");
    BOOST_TEST(code_after([](Record& r) {
                   r.final_outcome = "escalate", r.override_ = Override{"no_violation", "w"};
               }) == "override.outcome");
    BOOST_TEST(code_after([](Record& r) {
                   r.final_outcome = "escalate", r.override_ = Override{"escalate", " \n"};
               }) == "override.reason");
    BOOST_TEST(code_after([](Record& r) {
                   r.final_outcome = "escalate", r.override_ = Override{"escalate", "why"};
               }) == "");
    BOOST_TEST(code_after([](Record& r) { r.opened_at = r.decided_at + 1; }) == "time.order");
}

BOOST_AUTO_TEST_CASE(a_signature_that_does_not_fit_ends_it_before_the_payload_is_read) {
    const std::string line = test::line_of_payload("not even JSON");
    SignedLine signed_line = test::signed_line(line);
    signed_line.signature = SignatureVerdict::invalid;
    const LineReport report = Verifier(test::world().context()).check(signed_line);
    BOOST_TEST(report.error->code == "signature.invalid");
    BOOST_TEST(!report.record.has_value());
    BOOST_TEST((report.checked == std::vector<std::string>{"envelope"}));
}

BOOST_AUTO_TEST_CASE(a_key_that_cannot_be_found_is_not_a_bad_signature) {
    const std::string line = test::line_of(test::sample_record());
    SignedLine signed_line = test::signed_line(line);
    signed_line.signature = SignatureVerdict::unknown_key;
    BOOST_TEST(Verifier(test::world().context()).check(signed_line).error->code == "key.unknown");
}

BOOST_AUTO_TEST_CASE(the_key_id_must_be_the_thumbprint_of_the_key_that_signed) {
    const std::string line = test::line_of(test::sample_record());
    SignedLine signed_line = test::signed_line(line);
    signed_line.key_thumbprint = test::sha256("another key");
    BOOST_TEST(Verifier(test::world().context()).check(signed_line).error->code == "key.mismatch");
}

BOOST_AUTO_TEST_CASE(errors_of_the_envelope_and_the_payload_come_through) {
    BOOST_TEST(check("{}").error->code == "envelope.schema");
    BOOST_TEST(check(test::line_of_payload("{}")).error->code == "payload.type");
    BOOST_TEST(check(test::line_of_payload("{}")).error->place == "payload/_type");
}

BOOST_AUTO_TEST_CASE(a_pack_without_a_fitting_outcome_is_said_so) {
    Context context = test::world().context();
    Json open = test::sample_pack();
    open["outcomes"][1]["when"] = false;
    open["outcomes"][2]["when"] = false;
    const policy::Pack pack = *policy::read_pack(open.dump());
    context.find_policy = [&](const Digest&) { return &pack; };
    const std::string line = test::line_of(test::sample_record());
    BOOST_TEST(Verifier(context).check(test::signed_line(line)).error->code == "derive.none");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(verifying_the_chain)

BOOST_AUTO_TEST_CASE(decisions_follow_one_another) {
    Verifier verifier(test::world().context());
    std::optional<Digest> prev;
    for (int seq = 1; seq <= 3; ++seq) {
        const std::string line = test::line_of(test::sample_record(seq, prev));
        const LineReport report = verifier.check(test::signed_line(line));
        BOOST_TEST((report.status == Status::valid));
        BOOST_TEST(report.line == static_cast<std::size_t>(seq));
        prev = test::sha256(line);
    }
}

BOOST_AUTO_TEST_CASE(what_breaks_the_chain_has_its_code) {
    const std::string one = test::line_of(test::sample_record());
    Record changed = test::sample_record();
    changed.rationale = "Something else.";
    const std::string other = test::line_of(changed);
    const std::string two = test::line_of(test::sample_record(2, test::sha256(one)));
    const std::string wrong_prev = test::line_of(test::sample_record(2, test::sha256("x")));
    const std::string three = test::line_of(test::sample_record(3, test::sha256(two)));

    const auto last_code = [](std::initializer_list<std::string> lines) {
        Verifier verifier(test::world().context());
        std::string code;
        for (const std::string& line : lines) {
            const LineReport report = verifier.check(test::signed_line(line));
            code = report.error ? report.error->code : "";
        }
        return code;
    };
    BOOST_TEST(last_code({one, two, three}) == "");
    BOOST_TEST(last_code({one, three}) == "sequence.gap");
    BOOST_TEST(last_code({two}) == "sequence.gap");
    BOOST_TEST(last_code({one, one}) == "sequence.repeat");
    BOOST_TEST(last_code({one, two, one}) == "sequence.repeat");
    BOOST_TEST(last_code({one, other}) == "sequence.fork");
    BOOST_TEST(last_code({one, wrong_prev}) == "chain.prev");
    BOOST_TEST(last_code({other, two}) == "chain.prev");
}

BOOST_AUTO_TEST_CASE(an_authentic_line_counts_even_when_it_is_wrong) {
    Record wrong = test::sample_record();
    wrong.actions.clear();
    const std::string one = test::line_of(wrong);
    const std::string two = test::line_of(test::sample_record(2, test::sha256(one)));
    Verifier verifier(test::world().context());
    BOOST_TEST(verifier.check(test::signed_line(one)).error->code == "outcome.mismatch");
    BOOST_TEST((verifier.check(test::signed_line(two)).status == Status::valid));
}

BOOST_AUTO_TEST_CASE(a_forged_line_does_not_move_the_chain) {
    const std::string one = test::line_of(test::sample_record());
    const std::string two = test::line_of(test::sample_record(2, test::sha256(one)));
    Record forged = test::sample_record(2, test::sha256(one));
    forged.rationale = "forged";
    const std::string line = test::line_of(forged);
    SignedLine bad = test::signed_line(line);
    bad.signature = SignatureVerdict::invalid;
    Verifier verifier(test::world().context());
    BOOST_TEST((verifier.check(test::signed_line(one)).status == Status::valid));
    BOOST_TEST(verifier.check(bad).error->code == "signature.invalid");
    BOOST_TEST((verifier.check(test::signed_line(two)).status == Status::valid));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(keys_and_publications)

BOOST_AUTO_TEST_CASE(the_key_to_check_with_is_the_one_in_the_payload) {
    const auto envelope = read_envelope(test::line_of(test::sample_record()));
    BOOST_TEST(*signing_key_x(*envelope) == test::kKeyX);
    const auto none = read_envelope(test::line_of_payload("{}"));
    BOOST_TEST(signing_key_x(*none).error().code == "key.unknown");
}

BOOST_AUTO_TEST_CASE(a_publication_is_checked_against_the_descriptor) {
    Publication publication;
    publication.descriptor = test::sha256("descriptor");
    publication.publisher = "Desk";
    publication.key_id = test::key_id();
    publication.public_jwk = {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", test::kKeyX}};
    const std::string payload = *publication_statement(publication);
    const std::string line = test::line_of_payload(payload);
    const auto good = check_publication(test::signed_line(line), publication.descriptor);
    BOOST_REQUIRE_MESSAGE(good.ok(), (good.ok() ? "" : describe(good.error())));
    BOOST_TEST(good->publisher == "Desk");
    BOOST_TEST(check_publication(test::signed_line(line), test::sha256("x")).error().code == "digest.bundle");

    SignedLine forged = test::signed_line(line);
    forged.signature = SignatureVerdict::invalid;
    BOOST_TEST(check_publication(forged, publication.descriptor).error().code == "signature.invalid");
    SignedLine other_key = test::signed_line(line);
    other_key.key_thumbprint = test::sha256("x");
    BOOST_TEST(check_publication(other_key, publication.descriptor).error().code == "key.mismatch");

    const auto code_with = [&](const test::Change& change) {
        const std::string changed =
            test::line_of_payload(*json::canonical(test::changed(Json::parse(payload), change)));
        return check_publication(test::signed_line(changed), publication.descriptor).error().code;
    };
    BOOST_TEST(code_with({"/_type", "\"x\"", ""}) == "payload.type");
    BOOST_TEST(code_with({"/predicateType", "\"x\"", ""}) == "payload.predicate_type");
    BOOST_TEST(code_with({"/predicate/format", "2", ""}) == "payload.schema");
    BOOST_TEST(code_with({"/predicate/publisher/key_id", "\"x\"", ""}) == "key.mismatch");
    BOOST_TEST(code_with({"/subject/0/name", "\"x\"", ""}) == "payload.subject");
    const std::string decision = test::line_of(test::sample_record());
    BOOST_TEST(check_publication(test::signed_line(decision), publication.descriptor).error().code ==
               "payload.predicate_type");
}

BOOST_AUTO_TEST_SUITE_END()
