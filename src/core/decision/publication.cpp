#include <core/decision/publication.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;

Result<std::string> publication_statement(const Publication& publication) {
    Json publisher = {{"key_id", publication.key_id}, {"public_jwk", publication.public_jwk}};
    if (!publication.publisher.empty()) publisher["name"] = publication.publisher;
    return write_statement(kDescriptorName, publication.descriptor, kBundlePredicateType,
                           {{"format", 1}, {"publisher", publisher}});
}

namespace {

void read_published(const Fields& predicate, Publication& out) {
    predicate.integer("format", 1, 1, 1, Need::required);
    predicate.object(
        "publisher",
        [&](const Fields& at) {
            out.publisher = at.text("name");
            out.key_id = at.text("key_id", Need::required, 1);
            at.object("public_jwk", [&](const Fields& jwk) { out.public_jwk = jwk.value(); }, Need::required);
        },
        Need::required);
}

}  // namespace

Result<Publication> read_publication(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kBundlePredicateType));
    CASEMENT_TRY(Publication out, read_predicate(document, read_published));
    CASEMENT_TRY(out.descriptor, read_subject(document, kDescriptorName));
    return out;
}

Result<Publication> check_publication(const SignedLine& line, const Digest& descriptor) {
    CASEMENT_TRY(Publication publication, check_signed(line, read_publication));
    CASEMENT_CHECK(check_signer(line, "/predicate/publisher", publication.key_id, publication.public_jwk));
    if (publication.descriptor != descriptor) {
        return Error{"digest.bundle", "/subject/0/digest",
                     "the publisher signed another descriptor than this one",
                     "the descriptor was changed after it was signed; get the bundle again"};
    }
    return publication;
}

}  // namespace casement::decision
