// Strict reading of the payload of an envelope.
#include <core/base/uuid.hpp>
#include <core/decision/statement.hpp>

namespace casement::decision {
namespace {

using json::Fields;
using json::Need;

constexpr std::int64_t kMaxInteger = 9007199254740991;

Digest digest(const Fields& fields, const char* key) {
    return fields.digest(key, Need::required).value_or(Digest{});
}

TimeMs time(const Fields& fields, const char* key) {
    return fields.time(key, Need::required, nullptr).value_or(0);
}

Evidence read_evidence(const Fields& fields) {
    Evidence evidence;
    evidence.part = fields.text("part", Need::required, 1);
    evidence.start = fields.integer("start", 0, kMaxInteger, 0, Need::required);
    evidence.end = fields.integer("end", 0, kMaxInteger, 0, Need::required);
    evidence.question = fields.text("question");
    if (evidence.end < evidence.start) fields.fail("end", "lies before the start");
    return evidence;
}

void read_derived(const Fields& fields, Record& r) {
    r.outcome = fields.text("outcome", Need::required, 1);
    r.actions = fields.texts("actions", Need::required);
    r.violates = fields.texts("violates", Need::required);
    r.fired = fields.texts("fired", Need::required);
}

void read_decided(const Fields& fields, Record& r) {
    r.decision_id = fields.text("decision_id", Need::required);
    if (fields.has("decision_id") && !check_uuid_v7(r.decision_id)) {
        fields.fail("decision_id", "is not a UUIDv7");
    }
    r.seq = fields.integer("seq", 1, kMaxInteger, 1, Need::required);
    r.prev = fields.digest("prev");
    if (r.seq == 1 && r.prev) fields.fail("prev", "cannot stand in the first decision of a key");
    if (r.seq > 1 && !r.prev) fields.fail("prev", "is missing", "only the first decision of a key has none");
    r.bundle = digest(fields, "bundle");
    r.case_id = fields.text("case_id", Need::required, 1);
    r.case_digest = digest(fields, "case_digest");
    r.policy = digest(fields, "policy");
    r.policy_id = fields.text("policy_id", Need::required, 1);
    r.policy_version = fields.text("policy_version", Need::required, 1);
    r.reviewer = read_signer(fields);
    r.answers = Json::object();
    fields.object("answers", [&](const Fields& at) { r.answers = at.value(); }, Need::required);
    fields.object("derived", [&](const Fields& at) { read_derived(at, r); }, Need::required);
    r.final_outcome = fields.text("final", Need::required, 1);
    fields.object("override", [&](const Fields& at) {
        r.override_ = Override{at.text("outcome", Need::required), at.text("reason", Need::required),
                               at.text("approved_by")};
    });
    fields.object("supersedes", [&](const Fields& at) {
        r.supersedes = Supersedes{digest(at, "digest"), at.text("reason", Need::required)};
    });
    fields.each("flags", [&](const Fields& at) {
        constexpr const char* kKinds[] = {"ambiguous", "gap"};
        r.flags.push_back({at.text("question", Need::required, 1),
                           kKinds[at.one_of("kind", kKinds, 0, Need::required)],
                           at.text("note", Need::required)});
    });
    fields.each(
        "evidence", [&](const Fields& at) { r.evidence.push_back(read_evidence(at)); }, Need::required);
    r.rationale = fields.text("rationale", Need::required);
    fields.object("reply", [&](const Fields& at) {
        r.reply_id = at.text("id", Need::required);
        r.reply_subject = at.text("subject", Need::required);
        r.reply_body = at.text("body", Need::required);
    });
    r.opened_at = time(fields, "opened_at");
    r.decided_at = time(fields, "decided_at");
    r.active_ms = fields.integer("active_ms", 0, kMaxInteger, 0, Need::required);
    r.app = fields.text("app");
}

}  // namespace

Result<Record> read_statement(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kPredicateType));
    CASEMENT_TRY(Record record, read_predicate(document, read_decided));
    CASEMENT_TRY(const Digest subject, read_subject(document, record.case_id));
    if (subject != record.case_digest) {
        return Error{"payload.subject", "/subject",
                     "the subject is not exactly the case the decision is about",
                     "the subject names the case's id and its sha256 digest"};
    }
    return record;
}

Result<Record> read_decision(std::string_view line) {
    CASEMENT_TRY(const Envelope envelope, read_envelope(line));
    return read_statement(envelope.payload);
}

}  // namespace casement::decision
