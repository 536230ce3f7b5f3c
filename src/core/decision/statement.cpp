#include <core/base/base64.hpp>
#include <core/decision/ed25519.hpp>
#include <core/decision/statement.hpp>
#include <core/json/canonical.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;

Result<std::string> write_statement(const std::string& subject, const Digest& digest,
                                    const char* predicate_type, Json predicate) {
    const Json about = {{"name", subject}, {"digest", {{"sha256", digest.hex()}}}};
    return json::canonical({{"_type", kStatementType},
                            {"subject", Json::array({about})},
                            {"predicateType", predicate_type},
                            {"predicate", std::move(predicate)}});
}

Result<Json> open_statement(std::string_view payload, const char* predicate_type, std::size_t max_bytes) {
    json::Limits limits;
    limits.max_bytes = max_bytes;
    CASEMENT_TRY(Json document, json::parse(payload, limits));
    CASEMENT_TRY(const std::string canonical, json::canonical(document));
    if (canonical != payload) {
        return Error{"payload.canonical", "", "the payload is not written in its canonical form (RFC 8785)",
                     ""};
    }
    if (!document.is_object()) return Error{"payload.schema", "", "the payload must be an object", ""};
    if (json::get_string(document, "_type") != kStatementType) {
        return Error{"payload.type", "/_type", "the payload is not an in-toto statement of version 1", ""};
    }
    if (json::get_string(document, "predicateType") != predicate_type) {
        return Error{"payload.predicate_type", "/predicateType", "the statement is about something else",
                     std::string("the predicate type must be ") + predicate_type};
    }
    return document;
}

Result<Digest> read_subject(const Json& document, const std::string& name) {
    const Json& subject = json::get(document, "subject");
    const bool one = subject.is_array() && subject.size() == 1 && subject[0].is_object();
    const Json& digests = one ? json::get(subject[0], "digest") : subject;
    const bool named =
        one && digests.is_object() && digests.size() == 1 && json::get_string(subject[0], "name") == name;
    const auto digest = Digest::from_hex(named ? json::get_string(digests, "sha256") : std::string());
    if (digest) return *digest;
    return Error{"payload.subject", "/subject",
                 "the subject is not exactly \"" + name + "\" with its sha256 digest",
                 "the subject names one thing and its digest"};
}

Result<void> check_key_subject(const Json& document, const std::string& name, const std::string& key_id) {
    CASEMENT_TRY(const Digest subject, read_subject(document, name));
    const auto expected = thumbprint_digest(key_id);
    if (expected && *expected == subject) return {};
    return Error{"payload.subject", "/subject", "the subject is not the key that the statement is about",
                 "the subject's digest is the thumbprint of the key"};
}

Json read_public_jwk(const Fields& fields) {
    Json jwk;
    fields.object(
        "public_jwk",
        [&](const Fields& at) {
            if (at.text("kty", Need::required) != "OKP") at.fail("kty", "must be OKP");
            if (at.text("crv", Need::required) != "Ed25519") at.fail("crv", "must be Ed25519");
            const auto raw = base64url_decode(at.text("x", Need::required));
            if (!raw || raw->size() != 32) {
                at.fail("x", "must be 32 bytes in base64url");
            } else if (!is_sound_ed25519_key(*raw)) {
                at.fail("x", "is a key under which one signature fits many messages", "make a new key");
            }
            if (at.has("d")) at.fail("d", "is a private key", "never share it; make a new key");
            jwk = at.value();
        },
        Need::required);
    return jwk;
}

std::string predicate_type_of(std::string_view payload) {
    json::Limits limits;
    limits.max_bytes = kMaxEnvelopeBytes;
    const auto document = json::parse(payload, limits);
    return document ? json::get_string(*document, "predicateType") : std::string();
}

Json to_json(const Reviewer& reviewer) {
    Json out = {
        {"key_id", reviewer.key_id}, {"public_jwk", reviewer.public_jwk}, {"temporary", reviewer.temporary}};
    if (!reviewer.alias.empty()) out["alias"] = reviewer.alias;
    if (!reviewer.organisation.empty()) out["organisation"] = reviewer.organisation;
    return out;
}

Reviewer read_reviewer(const Fields& fields) {
    Reviewer reviewer;
    reviewer.key_id = fields.text("key_id", Need::required, 1);
    reviewer.alias = fields.text("alias");
    reviewer.organisation = fields.text("organisation");
    reviewer.temporary = fields.boolean("temporary");
    reviewer.public_jwk = read_public_jwk(fields);
    return reviewer;
}

Reviewer read_signer(const Fields& fields) {
    Reviewer reviewer;
    fields.object("reviewer", [&](const Fields& who) { reviewer = read_reviewer(who); }, Need::required);
    return reviewer;
}

}  // namespace casement::decision
