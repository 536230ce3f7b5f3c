// Keys, the lock, the tab that writes and the keyring, as the console's state goes through them.
#include "world.hpp"

#include <core/decision/enrolment.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::app;
using test::Session;

namespace {

void make_production(Session& s) {
    auto& descriptor = s.files["b/datapackage.json"];
    Json value = *json::parse(descriptor);
    value["casement"]["purpose"] = "production";
    descriptor = value.dump();
}

template <class E>
std::size_t count(const Session& s) {
    return static_cast<std::size_t>(std::count_if(s.seen.begin(), s.seen.end(), [](const Effect& effect) {
        return std::holds_alternative<E>(effect.any);
    }));
}

// Answers the case that is open with "no" as far as the checklist goes.
void answer(Session& s) {
    s.give(StepCase{1});
    s.give(ChooseOption{1});
}

void make_own_key(Session& s) {
    s.state.settings.alias = "m.oz";
    s.state.settings.organisation = "Vendor";
    s.give(MakeMyKey{});
}

std::string keyring_line(std::int64_t version, std::optional<TimeMs> valid_until = {},
                         std::optional<decision::Revocation> revoked = {},
                         TimeMs expires_at = 1'800'000'000'000) {
    decision::Keyring keyring;
    keyring.version = version;
    if (version > 1) keyring.previous = test::sha256("before");
    keyring.issued_at = 1'780'000'000'000;
    keyring.expires_at = expires_at;
    keyring.publisher = "Trust and Safety";
    keyring.key_id = test::kOwnKey;  // the test's one key publishes too
    keyring.public_jwk = {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", test::kOwnX}};
    decision::KeyringEntry entry;
    entry.key_id = test::kOwnKey;
    entry.public_jwk = keyring.public_jwk;
    entry.roles = {decision::KeyRole::reviewer};
    entry.valid_from = 1'780'000'000'000;
    entry.valid_until = valid_until;
    entry.revoked = std::move(revoked);
    keyring.keys.push_back(entry);
    return decision::envelope_line(
        {*decision::keyring_statement(keyring), decision::kPayloadType, test::kOwnKey, std::string(64, 's')});
}

void give_keyring(Session& s, const std::string& line) {
    s.give(ImportKeyring{});
    for (auto effect = s.seen.rbegin(); effect != s.seen.rend(); ++effect) {
        if (const auto* pick = std::get_if<PickFile>(&effect->any))
            return s.give(Arrival{FilePicked{pick->ticket, "keyring.json", line}});
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys)

BOOST_AUTO_TEST_CASE(practice_is_signed_with_a_temporary_key_that_says_so) {
    Session s;
    s.open();
    answer(s);
    BOOST_TEST(sign_obstacle(s.state) == "");
    s.give(SignAndNext{});
    s.give(SignNow{});
    const auto record = decision::read_statement(decision::read_envelope(s.envelopes.at(0))->payload);
    BOOST_TEST(record->reviewer.temporary);
}

BOOST_AUTO_TEST_CASE(a_bundle_that_counts_asks_for_a_key_of_ones_own_first) {
    Session s;
    make_production(s);
    s.open();
    BOOST_TEST((s.state.dialog == Dialog::make_key));
    answer(s);
    BOOST_TEST(sign_obstacle(s.state) == "This bundle counts: make your own key first");
    s.give(SignAndNext{});
    BOOST_TEST(s.state.ledger.pending.size() == 0u);
    make_own_key(s);
    BOOST_TEST(sign_obstacle(s.state) == "");
    s.give(SignAndNext{});
    s.give(SignNow{});
    const auto record = decision::read_statement(decision::read_envelope(s.envelopes.at(0))->payload);
    BOOST_TEST(!record->reviewer.temporary);
    BOOST_TEST(record->reviewer.alias == "m.oz");
}

BOOST_AUTO_TEST_CASE(a_key_is_made_for_somebody) {
    Session s;
    s.state.settings.organisation.clear();
    s.give(MakeMyKey{});
    BOOST_TEST(count<MakeKey>(s) == 0u);
    BOOST_TEST(s.state.form.error.code == "key.person");
}

BOOST_AUTO_TEST_CASE(a_passphrase_that_will_not_do_is_named_and_can_be_given_again) {
    Session s;
    s.passphrase_refused = true;
    make_own_key(s);
    BOOST_TEST(s.state.form.error.code == "vault.short");
    BOOST_TEST(s.state.key.temporary);
    s.passphrase_refused = false;
    s.give(MakeMyKey{});
    BOOST_TEST(!s.state.key.temporary);
    BOOST_TEST(s.state.form.error.code == "");
}

BOOST_AUTO_TEST_CASE(a_new_key_comes_with_a_request_that_proves_it) {
    Session s;
    make_own_key(s);
    BOOST_REQUIRE(s.downloads.contains("casement-enrolment-m.oz.json"));
    std::string line = s.downloads["casement-enrolment-m.oz.json"];
    line.pop_back();
    const auto request = decision::read_enrolment(decision::read_envelope(line)->payload);
    BOOST_REQUIRE(request.ok());
    BOOST_TEST(request->reviewer.key_id == test::kOwnKey);
    BOOST_TEST(request->reviewer.organisation == "Vendor");
}

BOOST_AUTO_TEST_CASE(what_is_pending_is_signed_before_the_machine_locks) {
    Session s;
    make_own_key(s);
    s.open();
    answer(s);
    s.give(SignAndNext{});
    BOOST_TEST(s.state.ledger.pending.size() == 1u);
    s.give(Arrival{LockDue{}});
    BOOST_TEST(s.envelopes.size() == 1u);
    BOOST_TEST(count<Lock>(s) == 1u);
}

BOOST_AUTO_TEST_CASE(locking_does_not_wait_for_a_storage_that_is_stuck) {
    Session s;
    make_own_key(s);
    s.open();
    answer(s);
    s.disk_full = true;
    s.give(SignAndNext{});
    s.give(LockNow{});
    BOOST_TEST(count<Lock>(s) == 0u);
    s.tick(500);
    BOOST_TEST(count<Lock>(s) == 1u);
}

BOOST_AUTO_TEST_CASE(a_locked_console_shows_nothing_and_unlocks_with_the_passphrase) {
    Session s;
    s.give(Arrival{Locked{0}});
    BOOST_TEST(s.state.lock.locked);
    s.passphrase_refused = true;
    s.give(UnlockVault{});
    BOOST_TEST(s.state.lock.locked);
    BOOST_TEST(s.state.lock.error.code == "vault.passphrase");
    s.passphrase_refused = false;
    const auto loads = count<LoadStored>(s);
    s.give(UnlockVault{});
    BOOST_TEST(!s.state.lock.locked);
    BOOST_TEST(count<LoadStored>(s) == loads + 1);
}

BOOST_AUTO_TEST_CASE(wiping_asks_for_an_export_or_the_word) {
    Session s;
    s.open();
    answer(s);
    s.give(SignAndNext{});
    s.give(SignNow{});
    s.give(WipeMachine{});
    BOOST_TEST(count<Wipe>(s) == 0u);
    s.give(Arrival{FieldEdited{"wipe_word", "wipe"}});
    s.give(WipeMachine{});
    BOOST_TEST(count<Wipe>(s) == 1u);
}

BOOST_AUTO_TEST_CASE(a_second_tab_reads_and_takes_over) {
    Session s;
    s.open();
    s.give(StepCase{1});
    s.give(Arrival{Writer{false}});
    s.give(ChooseOption{1});
    BOOST_TEST(s.state.review.draft.answers.empty());
    BOOST_TEST(sign_obstacle(s.state) != "");
    s.give(TakeOverTab{});
    BOOST_TEST(count<TakeOver>(s) == 1u);
    const auto loads = count<LoadStored>(s);
    s.give(Arrival{Writer{true}});
    BOOST_TEST(count<LoadStored>(s) == loads + 1);
    s.give(ChooseOption{1});
    BOOST_TEST(!s.state.review.draft.answers.empty());
}

BOOST_AUTO_TEST_CASE(the_highest_keyring_is_remembered_and_an_older_one_refused) {
    Session s;
    make_own_key(s);
    give_keyring(s, keyring_line(3));
    BOOST_REQUIRE(s.state.keyring.keyring.has_value());
    BOOST_TEST(s.records.contains("settings/keyring"));
    give_keyring(s, keyring_line(2));
    BOOST_TEST(s.state.keyring.error.code == "keyring.rollback");
    BOOST_TEST(s.state.keyring.keyring->version == 3);
    give_keyring(s, keyring_line(5));
    BOOST_TEST(s.state.keyring.keyring->version == 5);
    BOOST_TEST(s.state.keyring.error.code == "");
}

BOOST_AUTO_TEST_CASE(a_forged_keyring_is_refused) {
    Session s;
    s.signatures_good = false;
    give_keyring(s, keyring_line(1));
    BOOST_TEST(!s.state.keyring.keyring.has_value());
    BOOST_TEST(s.state.keyring.error.code == "signature.invalid");
}

BOOST_AUTO_TEST_CASE(an_expired_keyring_is_refused_after_the_grace) {
    Session s;
    give_keyring(s, keyring_line(1, {}, {}, s.now - 8ll * 86'400'000));
    BOOST_TEST(s.state.keyring.error.code == "keyring.expired");
    give_keyring(s, keyring_line(1, {}, {}, s.now - 6ll * 86'400'000));
    BOOST_TEST(s.state.keyring.keyring.has_value());
    BOOST_TEST(standing_words(s.state).find("expired") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_revoked_key_signs_nothing_that_counts) {
    Session s;
    make_production(s);
    s.open();
    make_own_key(s);
    give_keyring(s, keyring_line(1, {}, decision::Revocation{s.now - 1000, std::nullopt, "lost"}));
    answer(s);
    BOOST_TEST(sign_obstacle(s.state).find("revoked") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
