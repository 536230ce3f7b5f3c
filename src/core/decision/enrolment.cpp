#include <core/decision/enrolment.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/steps.hpp>

namespace casement::decision {

using json::Fields;
using json::Need;

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

namespace {

void read_enrolled(const Fields& at, Enrolment& out) {
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
}

}  // namespace

Result<Enrolment> read_enrolment(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kEnrolmentType));
    CASEMENT_TRY(Enrolment out, read_predicate(document, read_enrolled));
    CASEMENT_CHECK(check_key_subject(document, "reviewer", out.reviewer.key_id));
    return out;
}

Result<Enrolment> check_enrolment(const SignedLine& line) {
    CASEMENT_TRY(Enrolment enrolment, check_signed(line, read_enrolment));
    const Reviewer& reviewer = enrolment.reviewer;
    CASEMENT_CHECK(check_signer(line, "/predicate/reviewer", reviewer.key_id, reviewer.public_jwk));
    return enrolment;
}

}  // namespace casement::decision
