// A keyring is read strictly, follows only upon the one before it, and says who may sign what, when.
#include <core/decision/chains.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>

using namespace casement;
using namespace casement::decision;
using test::Change;
using test::kDay;
using test::kDecided;

namespace {

template <class T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? "" : result.error().code;
}

const test::Signer kReviewer = test::Signer::named("reviewer");

Keyring full() {
    KeyringEntry whole = test::entry(kReviewer, {KeyRole::reviewer, KeyRole::lead});
    whole.valid_until = kDecided + kDay;
    whole.replaces = test::Signer::named("before").key_id();
    whole.revoked = Revocation{kDecided, 7, "lost laptop"};
    Keyring out = test::keyring_of({whole, test::entry(test::Signer::named("trainer"), {KeyRole::trainer})});
    out.version = 2;
    out.previous = test::sha256("the first version");
    return out;
}

std::string line_of(const Keyring& keyring) {
    return test::publisher().line(*keyring_statement(keyring));
}

std::string code_with(const Change& change) {
    const Json good = Json::parse(*keyring_statement(full()));
    return code_of(read_keyring(*json::canonical(test::changed(good, change))));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keyrings)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
    const std::string payload = *keyring_statement(full());
    const auto read = read_keyring(payload);
    BOOST_REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : describe(read.error())));
    BOOST_TEST(*keyring_statement(*read) == payload);
    BOOST_TEST(read->version == 2);
    BOOST_TEST((read->previous == full().previous));
    BOOST_TEST(read->expires_at == full().expires_at);
    BOOST_TEST(read->publisher == "Trust and Safety");
    const KeyringEntry* const key = read->find(kReviewer.key_id());
    BOOST_REQUIRE(key != nullptr);
    BOOST_TEST(key->has(KeyRole::lead));
    BOOST_TEST(!key->has(KeyRole::trainer));
    BOOST_TEST((key->valid_until == kDecided + kDay));
    BOOST_TEST(key->revoked->reason == "lost laptop");
    BOOST_TEST((key->revoked->after_seq == 7));
    BOOST_TEST(key->replaces == test::Signer::named("before").key_id());
    BOOST_TEST((read->find("nobody") == nullptr));
}

BOOST_AUTO_TEST_CASE(one_wrong_thing_is_refused_with_its_code) {
    const Change changes[] = {
        {"/_type", "\"x\"", "payload.type"},
        {"/predicateType", "\"urn:casement:decision:v1\"", "payload.predicate_type"},
        {"/predicate", nullptr, "payload.schema"},
        {"/predicate/version", "0", "payload.schema"},
        {"/predicate/version", "\"2\"", "payload.schema"},
        {"/predicate/version", "1", "payload.schema"},       // the first version follows upon none
        {"/predicate/previous", nullptr, "payload.schema"},  // each other one does
        {"/predicate/issued_at", "\"today\"", "payload.schema"},
        {"/predicate/expires_at", "\"2026-01-01T00:00:00Z\"", "payload.schema"},
        {"/predicate/publisher", nullptr, "payload.schema"},
        {"/predicate/publisher/key_id", "\"\"", "payload.schema"},
        {"/predicate/publisher/public_jwk/d", "\"secret\"", "payload.schema"},
        {"/predicate/keys", "{}", "payload.schema"},
        {"/predicate/keys/0/key_id", nullptr, "payload.schema"},
        {"/predicate/keys/0/public_jwk/crv", "\"X25519\"", "payload.schema"},
        {"/predicate/keys/0/roles", "[]", "payload.schema"},
        {"/predicate/keys/0/roles/0", "\"king\"", "payload.schema"},
        {"/predicate/keys/0/valid_from", nullptr, "payload.schema"},
        {"/predicate/keys/0/valid_until", "\"2026-01-01T00:00:00Z\"", "payload.schema"},
        {"/predicate/keys/0/revoked/at", nullptr, "payload.schema"},
        {"/predicate/keys/0/revoked/reason", "\"\"", "payload.schema"},
        {"/predicate/keys/0/revoked/after_seq", "-1", "payload.schema"},
        {"/subject", "[]", "payload.subject"},
        {"/subject/0/name", "\"reviewer\"", "payload.subject"},
        {"/subject/0/digest/sha256", "\"00\"", "payload.subject"},
        {"/predicate/publisher/key_id", "\"abc\"", "payload.subject"},
        {"/predicate/weather", "\"fine\"", ""},
    };
    for (const Change& change : changes) {
        BOOST_TEST_CONTEXT(change.pointer << " = " << (change.value ? change.value : "(removed)"))
        BOOST_TEST(code_with(change) == change.code);
    }
    BOOST_TEST(code_of(read_keyring(" " + *keyring_statement(full()))) == "payload.canonical");
    BOOST_TEST(code_of(read_keyring("{")) == "json.syntax");
}

BOOST_AUTO_TEST_CASE(a_key_stands_in_it_once) {
    Keyring twice = full();
    twice.keys.push_back(twice.keys.front());
    BOOST_TEST(code_of(read_keyring(*keyring_statement(twice))) == "keyring.duplicate");
}

#ifndef __EMSCRIPTEN__  // ten thousand keys take minutes there
BOOST_AUTO_TEST_CASE(there_are_not_too_many_keys_in_it) {
    Keyring many = full();
    many.keys.assign(kMaxKeyringKeys, many.keys.back());
    for (std::size_t i = 0; i < many.keys.size(); ++i) many.keys[i].key_id = std::to_string(i);
    BOOST_TEST(code_of(read_keyring(*keyring_statement(many))) == "");
    many.keys.push_back(test::entry(kReviewer, {KeyRole::reviewer}));
    BOOST_TEST(code_of(read_keyring(*keyring_statement(many))) == "keyring.limit");
}
#endif

BOOST_AUTO_TEST_CASE(the_line_is_checked_in_the_order_of_the_steps) {
    const std::string line = line_of(full());
    const auto good = check_keyring(test::publisher().signed_line(line));
    BOOST_REQUIRE_MESSAGE(good.ok(), (good.ok() ? "" : describe(good.error())));
    BOOST_TEST(good->keys.size() == 2u);

    SignedLine bad = test::publisher().signed_line(line);
    bad.signature = SignatureVerdict::invalid;
    BOOST_TEST(code_of(check_keyring(bad)) == "signature.invalid");
    bad.signature = SignatureVerdict::unknown_key;
    BOOST_TEST(code_of(check_keyring(bad)) == "key.unknown");
    BOOST_TEST(code_of(check_keyring(kReviewer.signed_line(line))) == "key.mismatch");
    BOOST_TEST(code_of(check_keyring(test::publisher().signed_line("{}"))) == "envelope.schema");

    // Signed by another key, which the envelope names rightly, but the statement does not.
    const std::string stolen = kReviewer.line(*keyring_statement(full()));
    BOOST_TEST(code_of(check_keyring(kReviewer.signed_line(stolen))) == "key.mismatch");
    // The named public key is not the one that signed.
    SignedLine other_x = test::publisher().signed_line(line);
    other_x.key_x = kReviewer.x;
    BOOST_TEST(code_of(check_keyring(other_x)) == "key.mismatch");
    const std::string decision = test::line_of(test::sample_record());
    BOOST_TEST(code_of(check_keyring(test::signed_line(decision))) == "payload.predicate_type");
}

BOOST_AUTO_TEST_CASE(only_a_newer_one_of_the_same_publisher_follows) {
    const test::Signer heir = test::Signer::named("heir");
    KeyringEntry heirs = test::entry(heir, {KeyRole::publisher});
    heirs.valid_until = kDecided + kDay;
    Keyring known = test::keyring_of({heirs, test::entry(kReviewer, {KeyRole::reviewer})});
    known.version = 5;
    const Digest digest = test::sha256("known");
    const auto code = [&](const std::function<void(Keyring&)>& change, const char* bytes = "next") {
        Keyring next = known;
        next.version = 6;
        next.previous = digest;
        next.issued_at = kDecided;
        change(next);
        return code_of(check_succession(known, digest, next, test::sha256(bytes)));
    };
    const auto signed_by = [](const test::Signer& signer) {
        return [&signer](Keyring& next) { next.key_id = signer.key_id(); };
    };
    BOOST_TEST(code([](Keyring&) {}) == "");
    BOOST_TEST(code([](Keyring& next) { next.version = 9, next.previous = test::sha256("8"); }) == "");
    BOOST_TEST(code([](Keyring& next) { next.version = 5; }, "known") == "");  // the same bytes
    BOOST_TEST(code([](Keyring& next) { next.version = 5; }) == "keyring.fork");
    BOOST_TEST(code([](Keyring& next) { next.previous = test::sha256("another 5"); }) == "keyring.fork");
    BOOST_TEST(code([](Keyring& next) { next.version = 4; }) == "keyring.rollback");
    BOOST_TEST(code([](Keyring& next) { next.version = 1, next.previous.reset(); }) == "keyring.rollback");

    BOOST_TEST(code(signed_by(heir)) == "");
    BOOST_TEST(code(signed_by(kReviewer)) == "keyring.publisher");  // listed, in another role
    BOOST_TEST(code(signed_by(test::Signer::named("stranger"))) == "keyring.publisher");
    BOOST_TEST(code([&](Keyring& next) {
                   next.key_id = heir.key_id(), next.issued_at = kDecided + 2 * kDay;
               }) == "keyring.publisher");  // no longer valid then
    known.keys[0].revoked = Revocation{kDecided - 1, {}, "stolen"};
    BOOST_TEST(code(signed_by(heir)) == "keyring.publisher");
}

BOOST_AUTO_TEST_CASE(it_is_fresh_until_it_expires_and_a_grace_beyond) {
    const Keyring keyring = test::keyring_of({});
    const auto code = [&](TimeMs now, TimeMs grace = 0) {
        return code_of(check_freshness(keyring, now, grace));
    };
    BOOST_TEST(code(keyring.issued_at) == "");
    BOOST_TEST(code(keyring.issued_at - 3600 * 1000) == "");
    BOOST_TEST(code(keyring.issued_at - 3600 * 1000 - 1) == "keyring.future");
    BOOST_TEST(code(keyring.expires_at - 1) == "");
    BOOST_TEST(code(keyring.expires_at) == "keyring.expired");
    BOOST_TEST(code(keyring.expires_at + kKeyringGraceMs - 1, kKeyringGraceMs) == "");
    BOOST_TEST(code(keyring.expires_at + kKeyringGraceMs, kKeyringGraceMs) == "keyring.expired");
}

BOOST_AUTO_TEST_CASE(who_may_sign_what_and_when) {
    const auto code = [](const std::function<void(KeyringEntry&)>& change, TimeMs at = kDecided,
                         std::int64_t seq = 5, const char* who = "reviewer") {
        KeyringEntry entry = test::entry(kReviewer, {KeyRole::reviewer});
        change(entry);
        constexpr KeyRole kMay[] = {KeyRole::reviewer, KeyRole::lead};
        const auto may =
            check_may_sign(test::keyring_of({test::entry(test::Signer::named("other"), {}), entry}),
                           test::Signer::named(who).key_id(), kMay, at, seq);
        if (!may && may.error().code != "key.not_listed")
            BOOST_TEST(may.error().place.starts_with("keyring/keys/1/"));
        return code_of(may);
    };
    const auto plain = [](KeyringEntry&) {};
    BOOST_TEST(code(plain) == "");
    BOOST_TEST(code(plain, kDecided, 5, "stranger") == "key.not_listed");
    BOOST_TEST(code([](KeyringEntry& key) { key.roles = {KeyRole::lead}; }) == "");
    BOOST_TEST(code([](KeyringEntry& key) { key.roles = {KeyRole::publisher}; }) == "key.role");
    BOOST_TEST(code(plain, kDecided - kDay) == "");
    BOOST_TEST(code(plain, kDecided - kDay - 1) == "key.not_yet_valid");

    const auto ends = [](KeyringEntry& key) { key.valid_until = kDecided; };
    BOOST_TEST(code(ends, kDecided - 1) == "");
    BOOST_TEST(code(ends, kDecided) == "key.expired");

    const auto revoked = [](KeyringEntry& key) { key.revoked = Revocation{kDecided, {}, "lost"}; };
    BOOST_TEST(code(revoked, kDecided - 1, 5) == "");
    BOOST_TEST(code(revoked, kDecided, 5) == "key.revoked");
    const auto counted = [](KeyringEntry& key) { key.revoked = Revocation{kDecided, 4, "lost"}; };
    BOOST_TEST(code(counted, kDecided - 1, 4) == "");
    BOOST_TEST(code(counted, kDecided - 1, 5) == "key.revoked");  // whatever time it claims
    BOOST_TEST(code(counted, kDecided, 4) == "key.revoked");
}

BOOST_AUTO_TEST_SUITE_END()
