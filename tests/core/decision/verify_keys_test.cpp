// Verification with a keyring: who may sign, in which role, from when until when.
#include <core/decision/chains.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace casement;
using namespace casement::decision;
using test::codes;
using test::Export;
using test::kDay;
using test::kDecided;
using Codes = std::vector<std::string>;

namespace {

constexpr TimeMs kMinute = 60'000;  // between two decisions of an export

Context context_with(const Keyring& keyring) {
    Context out = test::file_context();
    out.keyring = &keyring;
    return out;
}

// What three decisions by the sample's key are, at kDecided and one and two minutes later.
Codes three_with(
    const std::function<void(KeyringEntry&)>& change,
    const std::function<void(Record&)>& also = [](Record&) {}) {
    KeyringEntry entry = test::entry({}, {KeyRole::reviewer});
    change(entry);
    const Keyring keyring = test::keyring_of({entry});
    Export out;
    for (int i = 0; i < 3; ++i) out.decide(also);
    Verifier verifier(context_with(keyring));
    return codes(verifier, out.lines);
}

LineReport unvouched(Verifier& verifier, const std::string& line) {
    SignedLine signed_line = test::own_line(line);
    signed_line.key_vouched = false;
    return verifier.check(signed_line);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verifying_with_a_keyring)

BOOST_AUTO_TEST_CASE(a_listed_key_is_vouched_for_on_every_kind_of_line) {
    const Keyring keyring = test::keyring_of({test::entry({}, {KeyRole::reviewer})});
    Export out;
    out.decide();
    out.omit();
    out.decide();
    out.seal();
    Verifier verifier(context_with(keyring));
    for (const std::string& line : out.lines) {
        const LineReport report = unvouched(verifier, line);
        BOOST_TEST((report.status == Status::valid));
        BOOST_TEST(report.key_id == out.signer.key_id());
    }
}

BOOST_AUTO_TEST_CASE(a_key_that_it_does_not_list_is_not_vouched_for) {
    const Keyring keyring =
        test::keyring_of({test::entry(test::Signer::named("other"), {KeyRole::reviewer})});
    Export out;
    out.decide();
    out.decide();
    Verifier verifier(context_with(keyring));
    BOOST_TEST((unvouched(verifier, out.lines[0]).status == Status::valid_unvouched));
    // Unless the caller names it.
    BOOST_TEST((verifier.check(test::own_line(out.lines[1])).status == Status::valid));
}

BOOST_AUTO_TEST_CASE(roles_decide_who_signs_decisions) {
    const auto with = [](std::vector<KeyRole> roles) {
        return three_with([&](KeyringEntry& key) { key.roles = roles; }).front();
    };
    BOOST_TEST(with({KeyRole::reviewer}) == "");
    BOOST_TEST(with({KeyRole::lead}) == "");
    BOOST_TEST(with({KeyRole::trainer}) == "");
    BOOST_TEST(with({KeyRole::publisher}) == "key.role");
    BOOST_TEST(with({KeyRole::publisher, KeyRole::reviewer}) == "");
}

BOOST_AUTO_TEST_CASE(a_key_signs_within_its_window) {
    BOOST_TEST((three_with([](KeyringEntry& key) { key.valid_from = kDecided + kMinute; }) ==
                Codes{"key.not_yet_valid", "", ""}));
    BOOST_TEST((three_with([](KeyringEntry& key) { key.valid_until = kDecided + kMinute; }) ==
                Codes{"", "key.expired", "key.expired"}));
}

BOOST_AUTO_TEST_CASE(a_revoked_key_is_believed_before_and_not_after) {
    BOOST_TEST((three_with([](KeyringEntry& key) {
                    key.revoked = Revocation{kDecided + kMinute, {}, "lost"};
                }) == Codes{"", "key.revoked", "key.revoked"}));
    BOOST_TEST((three_with([](KeyringEntry& key) { key.revoked = Revocation{kDecided, {}, "lost"}; }) ==
                Codes(3, "key.revoked")));
}

BOOST_AUTO_TEST_CASE(after_the_last_good_number_no_time_helps) {
    const auto backdated = [](Record& record) { record.opened_at = record.decided_at = kDecided; };
    const auto by_time = [](KeyringEntry& key) { key.revoked = Revocation{kDecided + 1, {}, "stolen"}; };
    const auto by_number = [](KeyringEntry& key) { key.revoked = Revocation{kDecided + kDay, 1, "stolen"}; };
    BOOST_TEST((three_with(by_time, backdated) == Codes(3, "")));  // why there is after_seq
    BOOST_TEST((three_with(by_number, backdated) == Codes{"", "key.revoked", "key.revoked"}));
    BOOST_TEST((three_with(by_number) == Codes{"", "key.revoked", "key.revoked"}));
}

BOOST_AUTO_TEST_CASE(what_a_key_may_not_sign_is_named_before_what_else_is_wrong) {
    BOOST_TEST((three_with([](KeyringEntry& key) { key.revoked = Revocation{0, {}, "lost"}; },
                           [](Record& record) { record.actions.clear(); }) == Codes(3, "key.revoked")));
}

BOOST_AUTO_TEST_CASE(the_other_lines_are_held_to_it_too) {
    const auto last_code = [](const std::function<void(KeyringEntry&)>& change) {
        KeyringEntry entry = test::entry({}, {KeyRole::reviewer});
        change(entry);
        const Keyring keyring = test::keyring_of({entry});
        Verifier verifier(context_with(keyring));
        Export left;
        left.omit();
        const std::string omission = codes(verifier, left.lines).back();
        Export sealed;
        sealed.seal();  // made a day after kDecided
        Verifier other(context_with(keyring));
        return std::pair(omission, codes(other, sealed.lines).back());
    };
    using Two = std::pair<std::string, std::string>;
    BOOST_TEST((last_code([](KeyringEntry&) {}) == Two{"", ""}));
    BOOST_TEST((last_code([](KeyringEntry& key) { key.roles = {KeyRole::publisher}; }) ==
                Two{"key.role", "key.role"}));
    BOOST_TEST((last_code([](KeyringEntry& key) { key.revoked = Revocation{kDecided, {}, "x"}; }) ==
                Two{"", "key.revoked"}));
    BOOST_TEST((last_code([](KeyringEntry& key) { key.revoked = Revocation{kDecided + 2 * kDay, 0, "x"}; }) ==
                Two{"key.revoked", ""}));
}

BOOST_AUTO_TEST_CASE(the_payload_names_the_key_that_signed_and_no_other) {
    // A verifier that was given the key checks with it; a line whose payload names another one would then be
    // good here, and forged to whoever believes the payload.
    const std::string line = test::line_of(test::sample_record());
    SignedLine named = test::signed_line(line);
    named.key_x = test::kKeyX;
    Verifier verifier(test::file_context());
    BOOST_TEST((verifier.check(named).status == Status::valid));
    named.key_x = test::Signer::named("other").x;
    const LineReport report = Verifier(test::file_context()).check(named);
    BOOST_TEST(report.error->code == "key.mismatch");
    BOOST_TEST(report.error->place == "/predicate/reviewer/public_jwk");
}

BOOST_AUTO_TEST_CASE(an_acknowledgement_may_stand_among_decisions) {
    AcknowledgementRecord read;
    read.pack = "sample";
    read.version = "2026.11";
    read.digest = test::world().pack_digest;
    read.reviewer = test::Signer{}.reviewer();
    read.at = kDecided;
    Verifier verifier(test::file_context());
    const std::string line = test::Signer{}.line(*acknowledgement_statement(read));
    const LineReport report = verifier.check(test::own_line(line));
    BOOST_TEST((report.kind == LineKind::acknowledgement));
    BOOST_TEST((report.status == Status::valid));
}

BOOST_AUTO_TEST_CASE(what_does_not_belong_in_a_file_of_decisions_is_refused) {
    const std::string keyring = test::publisher().line(*keyring_statement(test::keyring_of({})));
    BOOST_TEST((codes({keyring}) == Codes{"payload.predicate_type"}));
}

BOOST_AUTO_TEST_SUITE_END()
