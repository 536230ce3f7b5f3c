// Writing a record as an in-toto statement. The order of members is of no importance: the form is canonical.
#include <core/decision/statement.hpp>

namespace casement::decision {
namespace {

Error incomplete(const char* pointer) {
    return {"record.incomplete", pointer, "the decision cannot be signed before this is known", ""};
}

Result<void> check_complete(const Record& r) {
    if (r.decision_id.empty()) return incomplete("/predicate/decision_id");
    if (r.seq < 1) return incomplete("/predicate/seq");
    if (r.seq > 1 && !r.prev) return incomplete("/predicate/prev");
    if (r.bundle.is_zero()) return incomplete("/predicate/bundle");
    if (r.case_id.empty()) return incomplete("/predicate/case_id");
    if (r.case_digest.is_zero()) return incomplete("/predicate/case_digest");
    if (r.policy.is_zero()) return incomplete("/predicate/policy");
    if (r.policy_id.empty()) return incomplete("/predicate/policy_id");
    if (r.policy_version.empty()) return incomplete("/predicate/policy_version");
    if (r.reviewer.key_id.empty()) return incomplete("/predicate/reviewer/key_id");
    if (!r.reviewer.public_jwk.is_object()) return incomplete("/predicate/reviewer/public_jwk");
    if (!r.answers.is_object()) return incomplete("/predicate/answers");
    if (r.outcome.empty()) return incomplete("/predicate/derived/outcome");
    if (r.final_outcome.empty()) return incomplete("/predicate/final");
    if (r.opened_at == 0) return incomplete("/predicate/opened_at");
    if (r.decided_at == 0) return incomplete("/predicate/decided_at");
    return {};
}

Json evidence_json(const std::vector<Evidence>& evidence) {
    Json out = Json::array();
    for (const Evidence& one : evidence) {
        Json entry = {{"part", one.part}, {"start", one.start}, {"end", one.end}};
        if (!one.question.empty()) entry["question"] = one.question;
        out.push_back(std::move(entry));
    }
    return out;
}

Json override_json(const Override& over) {
    Json out = {{"outcome", over.outcome}, {"reason", over.reason}};
    if (!over.approved_by.empty()) out["approved_by"] = over.approved_by;
    return out;
}

Json flags_json(const std::vector<Flag>& flags) {
    Json out = Json::array();
    for (const Flag& flag : flags)
        out.push_back({{"question", flag.question}, {"kind", flag.kind}, {"note", flag.note}});
    return out;
}

Json predicate_json(const Record& r) {
    Json p = Json::object();
    p["decision_id"] = r.decision_id;
    p["seq"] = r.seq;
    if (r.prev) p["prev"] = r.prev->text();
    p["bundle"] = r.bundle.text();
    p["case_id"] = r.case_id;
    p["case_digest"] = r.case_digest.text();
    p["policy"] = r.policy.text();
    p["policy_id"] = r.policy_id;
    p["policy_version"] = r.policy_version;
    p["reviewer"] = to_json(r.reviewer);
    p["answers"] = r.answers;
    p["derived"] = {
        {"outcome", r.outcome}, {"actions", r.actions}, {"violates", r.violates}, {"fired", r.fired}};
    p["final"] = r.final_outcome;
    if (r.override_) p["override"] = override_json(*r.override_);
    if (r.supersedes) {
        p["supersedes"] = {{"digest", r.supersedes->digest.text()}, {"reason", r.supersedes->reason}};
    }
    if (!r.flags.empty()) p["flags"] = flags_json(r.flags);
    p["evidence"] = evidence_json(r.evidence);
    p["rationale"] = r.rationale;
    if (!r.reply_id.empty() || !r.reply_subject.empty() || !r.reply_body.empty()) {
        p["reply"] = {{"id", r.reply_id}, {"subject", r.reply_subject}, {"body", r.reply_body}};
    }
    p["opened_at"] = format_rfc3339(r.opened_at);
    p["decided_at"] = format_rfc3339(r.decided_at);
    p["active_ms"] = r.active_ms;
    if (!r.app.empty()) p["app"] = r.app;
    return p;
}

}  // namespace

void set_derived(Record& record, const policy::Derived& derived) {
    record.outcome = derived.outcome;
    record.actions = derived.actions;
    record.violates = derived.violates;
    record.fired = {derived.outcome};
}

Result<std::string> statement(const Record& record) {
    CASEMENT_CHECK(check_complete(record));
    return write_statement(record.case_id, record.case_digest, kPredicateType, predicate_json(record));
}

}  // namespace casement::decision
