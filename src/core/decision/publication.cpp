#include <core/decision/publication.hpp>
#include <core/decision/steps.hpp>
#include <core/json/canonical.hpp>
#include <core/json/fields.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;
using json::Reading;

Result<std::string> publication_statement(const Publication& publication) {
    const Json subject = {{"name", kDescriptorName}, {"digest", {{"sha256", publication.descriptor.hex()}}}};
    Json publisher = {{"key_id", publication.key_id}, {"public_jwk", publication.public_jwk}};
    if (!publication.publisher.empty()) publisher["name"] = publication.publisher;
    return json::canonical({{"_type", kStatementType},
                            {"subject", Json::array({subject})},
                            {"predicateType", kBundlePredicateType},
                            {"predicate", {{"format", 1}, {"publisher", publisher}}}});
}

Result<Publication> read_publication(std::string_view payload) {
    json::Limits limits;
    limits.max_bytes = kMaxEnvelopeBytes;
    CASEMENT_TRY(const Json document, json::parse(payload, limits));
    CASEMENT_TRY(const std::string canonical, json::canonical(document));
    if (canonical != payload) {
        return Error{"payload.canonical", "", "the payload is not written in its canonical form (RFC 8785)",
                     ""};
    }
    if (!document.is_object()) return Error{"payload.schema", "", "the payload must be an object", ""};
    if (json::get_string(document, "_type") != kStatementType) {
        return Error{"payload.type", "/_type", "the payload is not an in-toto statement of version 1", ""};
    }
    if (json::get_string(document, "predicateType") != kBundlePredicateType) {
        return Error{"payload.predicate_type", "/predicateType", "the statement is not about a bundle",
                     std::string("the predicate type must be ") + kBundlePredicateType};
    }
    Reading reading{"payload.schema", {}};
    Publication out;
    Fields(document, reading)
        .object(
            "predicate",
            [&](const Fields& predicate) {
                predicate.integer("format", 1, 1, 1, Need::required);
                predicate.object(
                    "publisher",
                    [&](const Fields& at) {
                        out.publisher = at.text("name");
                        out.key_id = at.text("key_id", Need::required, 1);
                        at.object(
                            "public_jwk", [&](const Fields& jwk) { out.public_jwk = jwk.value(); },
                            Need::required);
                    },
                    Need::required);
            },
            Need::required);
    if (!reading.ok()) return std::move(*reading.failure);

    const Json& subject = json::get(document, "subject");
    const bool one =
        subject.is_array() && subject.size() == 1 && json::get_string(subject[0], "name") == kDescriptorName;
    auto digest =
        Digest::from_hex(one ? json::get_string(json::get(subject[0], "digest"), "sha256") : std::string());
    if (!digest) {
        return Error{"payload.subject", "/subject",
                     "the subject is not exactly datapackage.json with its sha256 digest", ""};
    }
    out.descriptor = *digest;
    return out;
}

Result<Publication> check_publication(const SignedLine& line, const Digest& descriptor) {
    CASEMENT_TRY(const Envelope envelope, read_envelope(line.bytes));
    CASEMENT_CHECK(check_signature(line));
    CASEMENT_CHECK(check_key(line, envelope.key_id, "/signatures/0/keyid"));
    auto publication = read_publication(envelope.payload);
    if (!publication) return placed(std::move(publication).error(), "payload");
    CASEMENT_CHECK(check_key(line, publication->key_id, "/predicate/publisher/key_id"));
    if (publication->descriptor != descriptor) {
        return Error{"digest.bundle", "/subject/0/digest",
                     "the publisher signed another descriptor than this one",
                     "the descriptor was changed after it was signed; get the bundle again"};
    }
    return publication;
}

}  // namespace casement::decision
