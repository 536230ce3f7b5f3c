#include <core/base/base64.hpp>
#include <core/decision/steps.hpp>
#include <core/json/fields.hpp>

namespace casement::decision {
namespace {

// An answer of evidence names pieces by index; each must be there.
Result<void> check_evidence_indices(const Record& record, const policy::Pack& pack) {
    for (const auto& [id, answer] : record.answers.items()) {
        const policy::Question* question = pack.question(id);
        const bool spans = question && (question->kind == policy::QuestionKind::spans ||
                                        question->kind == policy::QuestionKind::regions);
        if (!spans || !answer.is_array() || answer.empty()) continue;
        const auto last = json::as_integer(answer.back());  // they rise, so the last is the greatest
        if (last && *last < static_cast<std::int64_t>(record.evidence.size())) continue;
        return Error{"answer.range", "/predicate/answers/" + id,
                     "the answer names evidence that is not there", ""};
    }
    return {};
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Result<void> check_signature(const SignedLine& line) {
    if (line.signature == SignatureVerdict::valid) return {};
    if (line.signature == SignatureVerdict::unknown_key) {
        return Error{"key.unknown", "/signatures/0/keyid", "there is no key to check the signature with",
                     "ask the reviewer for their public key"};
    }
    return Error{"signature.invalid", "/signatures/0/sig",
                 "the signature does not fit the payload and the key",
                 "the line was changed after it was signed; ask for the original"};
}

Result<void> check_key(const SignedLine& line, const std::string& key_id, const char* place) {
    const auto& bytes = line.key_thumbprint.bytes;
    const std::string thumbprint =
        base64url_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    if (key_id == thumbprint) return {};
    return Error{"key.mismatch", place, "the key id is not the thumbprint of the key that signed",
                 "the key id is " + thumbprint};
}

Result<void> check_digests(const Context& context, const Record& record, const bundle::Case*& the_case,
                           const policy::Pack*& pack) {
    if (!context.have_bundle) return {};
    if (record.bundle != context.bundle) {
        return Error{"digest.bundle", "/predicate/bundle", "the decision was made in another bundle",
                     "check it against the bundle " + record.bundle.text()};
    }
    the_case = context.find_case ? context.find_case(record.case_id, record.case_digest) : nullptr;
    if (!the_case || the_case->id != record.case_id) {
        return Error{"digest.case", "/predicate/case_digest",
                     "the bundle has no case \"" + record.case_id + "\" with this digest", ""};
    }
    pack = context.find_policy ? context.find_policy(record.policy) : nullptr;
    if (!pack || pack->id != record.policy_id || pack->version != record.policy_version) {
        return Error{"digest.policy", "/predicate/policy",
                     "the bundle has no pack \"" + record.policy_id + "@" + record.policy_version +
                         "\" with this digest",
                     ""};
    }
    return {};
}

Result<void> check_chain(const Record& record, const Digest& digest, std::int64_t last_seq,
                         const Digest& last_digest) {
    const std::string number = std::to_string(record.seq);
    const std::string last = std::to_string(last_seq);
    if (record.seq == last_seq && digest != last_digest) {
        return Error{"sequence.fork", "/predicate/seq",
                     "the key signed two different decisions as number " + number,
                     "ask the reviewer which of them stands"};
    }
    if (record.seq <= last_seq) {
        return Error{"sequence.repeat", "/predicate/seq",
                     "number " + number + " of this key was there already", ""};
    }
    if (record.seq > last_seq + 1) {
        return Error{"sequence.gap", "/predicate/seq",
                     "number " + number + " of this key follows number " + last,
                     "ask for the decisions that are missing between them"};
    }
    if (record.seq > 1 && record.prev != last_digest) {
        return Error{"chain.prev", "/predicate/prev", "the decision names another one as the one before it",
                     "the one before it was changed or replaced"};
    }
    return {};
}

namespace {

Result<void> check_flags(const Record& record, const policy::Pack& pack) {
    for (std::size_t i = 0; i < record.flags.size(); ++i) {
        if (pack.question(record.flags[i].question)) continue;
        return Error{"flag.question", "/predicate/flags/" + std::to_string(i) + "/question",
                     "the pack has no question \"" + record.flags[i].question + "\"", ""};
    }
    return {};
}

}  // namespace

Result<void> check_derivation(const Record& record, const bundle::Case& the_case, const policy::Pack& pack) {
    auto derived = policy::derive(pack, record.answers, bundle::facts(the_case));
    if (!derived) return placed(std::move(derived).error(), "/predicate");
    CASEMENT_CHECK(check_evidence_indices(record, pack));
    CASEMENT_CHECK(check_flags(record, pack));
    const bool same = derived->outcome == record.outcome && derived->actions == record.actions &&
                      derived->violates == record.violates;
    if (same) return {};
    return Error{"outcome.mismatch", "/predicate/derived",
                 "the answers lead to \"" + derived->outcome + "\", the decision says \"" + record.outcome +
                     "\" or other actions or sections",
                 ""};
}

Result<void> check_override(const Record& record, const policy::Pack* pack) {
    if (!record.override_) {
        if (record.final_outcome == record.outcome) return {};
        return Error{"override.missing", "/predicate/override",
                     "the final outcome differs from the derived one, and no override says why", ""};
    }
    const Override& over = *record.override_;
    const bool changes = over.outcome == record.final_outcome && over.outcome != record.outcome;
    if (!changes || (pack && !pack->outcome(over.outcome))) {
        return Error{"override.outcome", "/predicate/override/outcome",
                     "the override does not lead from the derived outcome to the final one within the pack",
                     ""};
    }
    if (is_blank(over.reason)) {
        return Error{"override.reason", "/predicate/override/reason", "the override gives no reason", ""};
    }
    const policy::Outcome* derived = pack ? pack->outcome(record.outcome) : nullptr;
    if (derived && !derived->approval.empty() && is_blank(over.approved_by)) {
        return Error{
            "override.approval", "/predicate/override/approved_by",
            "the pack asks for an approval by \"" + derived->approval + "\", and the override names nobody",
            "ask that team, and decide again"};
    }
    return {};
}

Result<void> check_time(const Record& record) {
    if (record.opened_at <= record.decided_at) return {};
    return Error{"time.order", "/predicate/decided_at", "the decision was made before the case was opened",
                 ""};
}

}  // namespace casement::decision
