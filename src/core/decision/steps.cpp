#include <core/base/base64.hpp>
#include <core/base/text.hpp>
#include <core/decision/steps.hpp>
#include <core/json/fields.hpp>
#include <core/json/text.hpp>

#include <algorithm>

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

Result<void> check_key(const SignedLine& line, const std::string& key_id, const std::string& place) {
    const auto& bytes = line.key_thumbprint.bytes;
    const std::string thumbprint =
        base64url_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    if (key_id == thumbprint) return {};
    return Error{"key.mismatch", place, "the key id is not the thumbprint of the key that signed",
                 "the key id is " + thumbprint};
}

Result<void> check_named_key(const SignedLine& line, const Json& public_jwk, const std::string& place) {
    if (line.key_x.empty() || json::get_string(public_jwk, "x") == line.key_x) return {};
    return Error{"key.mismatch", place, "the payload names another public key than the one that signed",
                 "the key that signed is " + line.key_x};
}

Result<void> check_signer(const SignedLine& line, const std::string& place, const std::string& key_id,
                          const Json& public_jwk) {
    CASEMENT_CHECK(check_key(line, key_id, place + "/key_id"));
    return check_named_key(line, public_jwk, place + "/public_jwk");
}

Result<Envelope> envelope_of(const SignedLine& line, std::size_t max_bytes) {
    if (line.envelope) return *line.envelope;
    return read_envelope(line.bytes, max_bytes);
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

Result<void> check_chain(std::int64_t seq, const std::optional<Digest>& prev, const Digest& digest,
                         const ChainTail& last) {
    const std::string number = std::to_string(seq);
    if (seq == last.seq && digest != last.digest) {
        return Error{"sequence.fork", "/predicate/seq",
                     "the key signed two different decisions as number " + number,
                     "ask the reviewer which of them stands"};
    }
    if (seq <= last.seq) {
        return Error{"sequence.repeat", "/predicate/seq",
                     "number " + number + " of this key was there already", ""};
    }
    if (seq > last.seq + 1) {
        return Error{"sequence.gap", "/predicate/seq",
                     "number " + number + " of this key follows number " + std::to_string(last.seq),
                     "ask for the decisions that are missing between them"};
    }
    if (seq > 1 && prev != last.digest) {
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

namespace {

Result<void> check_marks(const Record& record, const bundle::Case& the_case) {
    for (std::size_t i = 0; i < record.evidence.size(); ++i) {
        const Evidence& mark = record.evidence[i];
        const std::string place = "/predicate/evidence/" + std::to_string(i);
        const auto part = std::find_if(the_case.content.begin(), the_case.content.end(),
                                       [&](const bundle::Part& one) { return one.id == mark.part; });
        if (part == the_case.content.end()) {
            return Error{"evidence.part", place + "/part", "the case has no part \"" + mark.part + "\"", ""};
        }
        if (mark.end > static_cast<std::int64_t>(json::utf16_length(part->text))) {
            return Error{"evidence.range", place + "/end", "the mark ends behind the text of its part", ""};
        }
    }
    return {};
}

bool chooses(const Json& answer, const policy::Option& option) {
    if (!answer.is_array()) return answer == Json(option.id);
    return std::find(answer.begin(), answer.end(), Json(option.id)) != answer.end();
}

}  // namespace

Result<void> check_demands(const Record& record, const bundle::Case& the_case, const policy::Pack& pack) {
    CASEMENT_CHECK(check_marks(record, the_case));
    for (const auto& [id, answer] : record.answers.items()) {
        const policy::Question* question = pack.question(id);
        if (!question) continue;
        for (const policy::Option& option : question->options) {
            if (!chooses(answer, option)) continue;
            const std::string place = "/predicate/answers/" + id;
            if (option.needs_evidence && record.evidence.empty()) {
                return Error{"evidence.needed", place,
                             "\"" + option.id + "\" needs evidence, and the decision marks none", ""};
            }
            if (option.needs_note && is_blank(record.rationale)) {
                return Error{"note.needed", place,
                             "\"" + option.id + "\" needs a rationale, and the decision has none", ""};
            }
        }
    }
    return {};
}

Result<void> check_time(const Record& record, const ChainTail& before, const Context& context) {
    constexpr TimeMs kClockSlackMs = 5 * 60 * 1000;
    const char* const place = "/predicate/decided_at";
    if (record.opened_at > record.decided_at)
        return Error{"time.order", place, "the decision was made before the case was opened", ""};
    if (record.decided_at < before.decided_at) {
        return Error{"time.backwards", place, "the decision claims to be older than the one before it",
                     "ask the reviewer; a clock that was set back shows like this"};
    }
    if (context.now_ms && record.decided_at > *context.now_ms + kClockSlackMs)
        return Error{"time.future", place, "the decision was made in the future", "look at the clocks"};
    if (context.bundle_created_at && record.decided_at + kClockSlackMs < *context.bundle_created_at)
        return Error{"time.bundle", place, "the decision was made before its bundle was",
                     "look at the clocks"};
    return {};
}

}  // namespace casement::decision
