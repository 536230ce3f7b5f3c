#include <core/decision/publication.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;
using json::Reading;

Result<std::string> publication_statement(const Publication& publication) {
    Json publisher = {{"key_id", publication.key_id}, {"public_jwk", publication.public_jwk}};
    if (!publication.publisher.empty()) publisher["name"] = publication.publisher;
    return write_statement(kDescriptorName, publication.descriptor, kBundlePredicateType,
                           {{"format", 1}, {"publisher", publisher}});
}

Result<Publication> read_publication(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kBundlePredicateType));
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

    CASEMENT_TRY(out.descriptor, read_subject(document, kDescriptorName));
    return out;
}

Result<Publication> check_publication(const SignedLine& line, const Digest& descriptor) {
    CASEMENT_TRY(const Envelope envelope, read_envelope(line.bytes));
    CASEMENT_CHECK(check_signature(line));
    CASEMENT_CHECK(check_key(line, envelope.key_id, "/signatures/0/keyid"));
    auto publication = read_publication(envelope.payload);
    if (!publication) return placed(std::move(publication).error(), "payload");
    CASEMENT_CHECK(check_key(line, publication->key_id, "/predicate/publisher/key_id"));
    CASEMENT_CHECK(check_named_key(line, publication->public_jwk, "/predicate/publisher/public_jwk"));
    if (publication->descriptor != descriptor) {
        return Error{"digest.bundle", "/subject/0/digest",
                     "the publisher signed another descriptor than this one",
                     "the descriptor was changed after it was signed; get the bundle again"};
    }
    return publication;
}

}  // namespace casement::decision
