#include <core/decision/enrolment.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;
using json::Reading;

Result<std::string> enrolment_statement(const Enrolment& enrolment) {
    if (enrolment.reviewer.alias.empty() || enrolment.reviewer.organisation.empty() ||
        enrolment.made_at == 0) {
        return Error{"record.incomplete", "/predicate/reviewer",
                     "an enrolment names the reviewer's alias and organisation", "fill in both"};
    }
    Json predicate = {{"reviewer", to_json(enrolment.reviewer)},
                      {"made_at", format_rfc3339(enrolment.made_at)}};
    if (!enrolment.app.empty()) predicate["app"] = enrolment.app;
    CASEMENT_TRY(const Digest subject, thumbprint_digest(enrolment.reviewer.key_id));
    return write_statement("reviewer", subject, kEnrolmentType, std::move(predicate));
}

Result<Enrolment> read_enrolment(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kEnrolmentType));
    Reading reading{"payload.schema", {}};
    Enrolment out;
    Fields(document, reading)
        .object(
            "predicate",
            [&](const Fields& at) {
                at.object(
                    "reviewer",
                    [&](const Fields& who) {
                        out.reviewer = read_reviewer(who);
                        who.text("alias", Need::required, 1);
                        who.text("organisation", Need::required, 1);
                    },
                    Need::required);
                out.made_at = at.time("made_at", Need::required, nullptr).value_or(0);
                out.app = at.text("app");
            },
            Need::required);
    if (!reading.ok()) return std::move(*reading.failure);
    CASEMENT_TRY(const Digest subject, read_subject(document, "reviewer"));
    const auto expected = thumbprint_digest(out.reviewer.key_id);
    if (expected && *expected == subject) return out;
    return Error{"payload.subject", "/subject", "the subject is not the key that is to be enrolled",
                 "the subject's digest is the thumbprint of the key"};
}

Result<Enrolment> check_enrolment(const SignedLine& line) {
    CASEMENT_TRY(const Envelope envelope, read_envelope(line.bytes));
    CASEMENT_CHECK(check_signature(line));
    CASEMENT_CHECK(check_key(line, envelope.key_id, "/signatures/0/keyid"));
    auto enrolment = read_enrolment(envelope.payload);
    if (!enrolment) return placed(std::move(enrolment).error(), "payload");
    CASEMENT_CHECK(check_key(line, enrolment->reviewer.key_id, "/predicate/reviewer/key_id"));
    CASEMENT_CHECK(check_named_key(line, enrolment->reviewer.public_jwk, "/predicate/reviewer/public_jwk"));
    return enrolment;
}

}  // namespace casement::decision
